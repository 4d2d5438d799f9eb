namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>How the storage names what a scan reads. Shared by the compiler and the storage, which must agree.</summary>
internal static class StoredNames
{
    public const string Schema = "logs";

    public const string TimeGenerated = "TimeGenerated";

    /// <summary>Which Azure resource a row is about.</summary>
    public const string ResourceId = "_ResourceId";

    /// <summary>The column with the ticks at which a row arrived; no KQL name can begin with this character.</summary>
    public const string Ingested = "\"$ingested\"";

    /// <summary>Whether a table or a column can be called so: 1 to 200 characters, none of them a control character or half of one, and no '$' before it.</summary>
    public static bool IsUsable(string name) => name.Length is > 0 and <= 200 && name[0] != '$' && name.EnumerateRunes().All(rune => rune.Value != 0xFFFD && !System.Text.Rune.IsControl(rune));

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string Table(string name) => $"{Schema}.{Quote(name)}";
}
