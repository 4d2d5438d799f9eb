using Releases.Exposures;

namespace Releases.Tests.Exposures.Protocols;

/// <summary>The decisions of the write protocol, those of the product unless one of them is broken on purpose.</summary>
internal sealed record Protocol
{
    /// <summary>What a refused write means.</summary>
    internal Func<FlagWrite, FoundFlag, FlagWriteResult> AfterRefusal { get; init; } = (write, found) => ExposeDecision.For(write, readOnly: false, found);

    /// <summary>What is to be done on the way back.</summary>
    internal Func<FlagRestore, FoundFlag, RestoreDecision> OnTheWayBack { get; init; } = RestoreDecision.For;

    /// <summary>Reads the flag right before its first write, and names the version that it read.</summary>
    internal bool ReadsFirst { get; init; }

    /// <summary>Whether a write without a clear answer counts as one that may have taken effect.</summary>
    internal bool FearsTheUnknown { get; init; } = true;

    /// <summary>Whether the write back names the version that was read.</summary>
    internal bool WritesBackOnCondition { get; init; } = true;

    internal static readonly Protocol OfTheProduct = new();

    internal static readonly IReadOnlyDictionary<string, Protocol> Broken = new Dictionary<string, Protocol>
    {
        ["restores without a write where nothing seems changed"] = new()
        {
            OnTheWayBack = (restore, found) => found.Value == restore.Captured.Value ? new RestoreDecision.Done(found.ETag) : RestoreDecision.For(restore, found),
        },
        ["reads first and writes with what it read"] = new() { ReadsFirst = true },
        ["leaves the hash out of what is ours"] = new()
        {
            AfterRefusal = (write, found) => found.Tags.GetValueOrDefault(WriteTags.Write) == write.WriteId
                ? new FlagWriteResult.Confirmed(found.Key, found.ETag)
                : ExposeDecision.For(write, readOnly: false, found),
            OnTheWayBack = (restore, found) => found.Tags.GetValueOrDefault(WriteTags.Write)?.StartsWith(restore.ReleaseId + ".", StringComparison.Ordinal) == true && found.Value != restore.Captured.Value
                ? new RestoreDecision.WriteBack(found.ETag)
                : RestoreDecision.For(restore, found),
        },
        ["takes every refusal for somebody else's edit"] = new() { AfterRefusal = (write, _) => new FlagWriteResult.Drifted(write.Captured.Key, "") },
        ["takes a write without an answer for none"] = new() { FearsTheUnknown = false },
        ["writes back whatever stands there"] = new() { WritesBackOnCondition = false },
    };
}
