using Releases.Records;

namespace Releases.Azure.Records;

/// <summary>
/// Where what is kept. A release is a partition, named by its id, so that a publication is one transaction:
/// <c>status</c>, <c>entry-{sequence}</c>, <c>signal-{id}</c>. Beside them one partition lists all releases, newest first.
/// </summary>
internal static class RecordKeys
{
    /// <summary>Begins with what no release id begins with.</summary>
    public const string Index = "_index";

    public const string Status = "status";

    private const int LongestId = 128;

    public static string Entry(long sequence) => FormattableString.Invariant($"entry-{sequence:D10}");

    public static string Signal(string id) => $"signal-{id}";

    /// <summary>Ticks count down, so that the newest release comes first.</summary>
    public static string IndexRow(ReleaseStatus status) =>
        FormattableString.Invariant($"{DateTimeOffset.MaxValue.UtcTicks - status.StartedAt.UtcTicks:D19}-{status.Id}");

    /// <summary>All rows of a kind after the given one: the sign behind the hyphen ends their range.</summary>
    public static string After(string releaseId, string row, string kind) =>
        $"PartitionKey eq '{releaseId}' and RowKey gt '{row}' and RowKey lt '{kind}.'";

    /// <summary>A release id is letters, digits, <c>-</c> and <c>_</c>. A dot would make one release's write ids begin like another's.</summary>
    public static bool IsRelease(string id) =>
        id.Length is > 0 and <= LongestId && char.IsAsciiLetterOrDigit(id[0]) && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    public static bool IsSignal(string id) =>
        id.Length is > 0 and <= LongestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':');

    /// <exception cref="ArgumentException">The id is none.</exception>
    public static void RequireRelease(string id)
    {
        if (!IsRelease(id))
        {
            throw new ArgumentException($"'{id}' is no release id: letters, digits, - and _, at most {LongestId}, a letter or digit first.", nameof(id));
        }
    }

    /// <exception cref="ArgumentException">The id is none.</exception>
    public static void RequireSignal(string id)
    {
        if (!IsSignal(id))
        {
            throw new ArgumentException($"'{id}' is no signal id: letters, digits and - _ . :, at most {LongestId}.", nameof(id));
        }
    }
}
