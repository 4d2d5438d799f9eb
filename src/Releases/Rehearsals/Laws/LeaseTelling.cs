using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Rehearsals.Laws;

/// <summary>What a release is told of its leases.</summary>
internal static class LeaseTelling
{
    internal static Told Of(WatchedRelease release, Told told, ReleaseEvent happened) => happened switch
    {
        ReleaseEvent.LeasesTaken => told with { Leased = true },
        ReleaseEvent.LeasesBusy when release.Plan.OnBusy == OnBusy.Refuse => told with { Refused = true },
        ReleaseEvent.LeasesBusy => told with { QueuedSince = told.QueuedSince ?? release.Now },
        ReleaseEvent.LeasesRefused => told with { Refused = true },
        _ => told with { UnclearLeases = told.UnclearLeases + 1 },
    };
}
