using Releases.Exposures;

namespace Releases.Service.Performing;

/// <summary>All settings that a release moves, as they were before it began.</summary>
public sealed record CaptureDocument(IReadOnlyList<CapturedEnvironment> Environments)
{
    /// <summary>One captured setting.</summary>
    public CapturedFlag Flag(string environment, string key) =>
        Environments.First(captured => captured.Environment == environment).Flags.First(flag => flag.Key == key);

    /// <summary>Whether something in it was left by a write of the release: then it is not what was there before.</summary>
    public bool HasWriteOf(string releaseId) => Environments.SelectMany(environment => environment.Flags)
        .Any(flag => WriteTags.IsOfRelease(new FoundFlag(flag.Key, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked), releaseId));
}

/// <summary>The captured settings of one environment.</summary>
public sealed record CapturedEnvironment(string Environment, IReadOnlyList<CapturedFlag> Flags);
