using System.Text.RegularExpressions;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The api-versions that the .NET, JavaScript, Python, Java and Go clients ask for. What differs between them is here.</summary>
internal static partial class ApiVersions
{
    public const string Oldest = "1.0";

    private const string Snapshots = "2022-11-01-preview";
    private const string PageETags = "2023-10-01";
    private const string TagFilters = "2023-11-01";
    private const string TagsOfOne = "2024-09-01";
    private const string Descriptions = "2026-04-01";

    private static readonly HashSet<string> Known =
        [Oldest, Snapshots, PageETags, TagFilters, TagsOfOne, Descriptions];

    public static bool IsKnown(string version) => Known.Contains(version);

    /// <summary>Whether a page of settings carries an entity tag of its own.</summary>
    public static bool HasPageETags(string version) => version != Oldest;

    /// <summary>Whether there are snapshots.</summary>
    public static bool HasSnapshots(string version) => version != Oldest;

    /// <summary>Whether lists, and the filters of a snapshot, look at tags; before that the parameter is ignored.</summary>
    public static bool HasTagFilters(string version) => string.CompareOrdinal(version, TagFilters) >= 0;

    /// <summary>Whether the read of one setting looks at tags.</summary>
    public static bool HasTagsOfOne(string version) => string.CompareOrdinal(version, TagsOfOne) >= 0;

    /// <summary>Whether that can be a version at all.</summary>
    public static bool IsVersion(string version) => Shape().IsMatch(version);

    /// <summary>Whether a setting carries a description.</summary>
    public static bool HasDescriptions(string version) => string.CompareOrdinal(version, Descriptions) >= 0;

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2}(-\w+)?|\d+(\.\d+)?)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
