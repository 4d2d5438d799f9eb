namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A setting's identity. No label (null) is a label of its own and comes before all others.</summary>
internal readonly record struct SettingId(string Key, string? Label) : IComparable<SettingId>
{
    public int CompareTo(SettingId other) =>
        string.CompareOrdinal(Key, other.Key) is var byKey and not 0 ? byKey : string.CompareOrdinal(Label, other.Label);
}
