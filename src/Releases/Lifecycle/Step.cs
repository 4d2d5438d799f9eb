namespace Releases.Lifecycle;

/// <summary>What comes next for a release.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Perform the effect and tell the machine what came back.</summary>
    public sealed record Do(Effect Effect) : Step;

    /// <summary>Nothing to do before then, unless somebody rings. Waking early does no harm.</summary>
    public sealed record Wait(DateTimeOffset Until) : Step;

    /// <summary>The release is over and everything is published.</summary>
    public sealed record Finish : Step;
}
