using Releases.Leases;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Tests.Lifecycle;

/// <summary>Who holds what, in the small; by the same rule as the real store: all or nothing, and nobody before those who wait longer.</summary>
internal sealed class VirtualLeases(VirtualWorld world)
{
    internal const string Store = "leases";
    internal const string Other = "enrichment-v1-3";
    private List<LeaseClaim> _claims = [];

    internal IReadOnlyList<LeaseClaim> Claims => _claims;

    /// <summary>What is done when a release supersedes another.</summary>
    internal Action<string> Superseding { get; set; } = _ => { };

    /// <summary>From now on both have the same leases.</summary>
    internal void Share(VirtualLeases other) => _claims = other._claims;

    internal bool AreHeldBy(string release) => _claims.Exists(claim => claim.ReleaseId == release && claim.Holds);

    /// <summary>Another release has the flag until then, or until it was superseded and has restored.</summary>
    internal void Occupy(double until, double restoresIn)
    {
        Superseding = _ => world.Later(TimeSpan.FromMinutes(restoresIn), EndOther);
        _claims.Add(new LeaseClaim(Other, VirtualWorld.Start.AddHours(-1), [Name("production", SamplePlans.Flag)], Holds: true));
        world.Later(TimeSpan.FromMinutes(until), EndOther);
    }

    internal ReleaseEvent Take(Effect.TakeLeases take) => Answer(take, () =>
    {
        IReadOnlyList<LeaseName> wanted = [.. take.Targets.SelectMany(target => target.Keys.Select(key => Name(target.Environment, key)))];
        if (AreHeldBy(take.ReleaseId))
        {
            return new ReleaseEvent.LeasesTaken(wanted.Count, 0);
        }

        var conflicts = _claims.Where(claim => claim.ReleaseId != take.ReleaseId && (claim.Holds || claim.IsBefore(take.ReleaseId, take.Since)))
            .Select(claim => claim.ConflictWith(wanted)).OfType<LeaseConflict>().ToList();
        _claims.RemoveAll(claim => claim.ReleaseId == take.ReleaseId);
        if (conflicts.Count == 0)
        {
            _claims.Add(new LeaseClaim(take.ReleaseId, world.Now, wanted, Holds: true));
            return new ReleaseEvent.LeasesTaken(wanted.Count, 0);
        }

        if (take.OnBusy != OnBusy.Refuse)
        {
            _claims.Add(new LeaseClaim(take.ReleaseId, take.Since, wanted, Holds: false));
        }

        if (take.OnBusy == OnBusy.Supersede)
        {
            conflicts.ForEach(conflict => Superseding(conflict.ReleaseId));
        }

        return new ReleaseEvent.LeasesBusy(conflicts);
    });

    internal ReleaseEvent Free(Effect.FreeLeases free) => Answer(free, () =>
    {
        _claims.RemoveAll(claim => claim.ReleaseId == free.ReleaseId);
        return new ReleaseEvent.LeasesFreed();
    });

    private ReleaseEvent Answer(Effect effect, Func<ReleaseEvent> perform)
    {
        var fault = world.FaultOf(Store);
        var answer = fault == StoreFault.Outage ? null : perform();
        return fault == StoreFault.None ? answer! : effect.Failed("503 from the store");
    }

    private void EndOther() => _claims.RemoveAll(claim => claim.ReleaseId == Other);

    private static LeaseName Name(string environment, string key) => LeaseName.OfFlag($"https://{environment}.example", null, key, environment);
}
