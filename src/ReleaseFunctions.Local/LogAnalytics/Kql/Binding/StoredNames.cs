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

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string Table(string name) => $"{Schema}.{Quote(name)}";
}
