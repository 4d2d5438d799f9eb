namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The api-versions that the .NET, JavaScript, Python, Java and Go clients ask for. What differs between them is here.</summary>
internal static class ApiVersions
{
    public const string Oldest = "1.0";

    private const string PageETags = "2023-10-01";
    private const string Descriptions = "2026-04-01";

    private static readonly HashSet<string> Known =
        [Oldest, "2022-11-01-preview", PageETags, "2023-11-01", "2024-09-01", Descriptions];

    public static bool IsKnown(string version) => Known.Contains(version);

    /// <summary>Whether a page of settings carries an entity tag of its own.</summary>
    public static bool HasPageETags(string version) => version != Oldest;

    /// <summary>Whether a setting carries a description.</summary>
    public static bool HasDescriptions(string version) => string.CompareOrdinal(version, Descriptions) >= 0;
}
