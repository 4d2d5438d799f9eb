using Releases.Rehearsals.Scenarios;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>Something that an embedded engine has come to, and at which whoever runs its world has to act.</summary>
internal abstract record Moment
{
    private Moment()
    {
    }

    /// <summary>It waits for the clock, or a ring.</summary>
    internal sealed record Waits(VirtualTimer Timer) : Moment;

    /// <summary>Its host is to die now.</summary>
    internal sealed record Dies(HostDeath Death) : Moment;

    /// <summary>The release is over.</summary>
    internal sealed record Ends : Moment;

    /// <summary>It has given the release up for now.</summary>
    internal sealed record Breaks(Exception? Problem) : Moment;
}
