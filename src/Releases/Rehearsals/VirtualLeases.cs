using Releases.Leases;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Rehearsals;

/// <summary>Who holds what, in the small; by the same rule as the real store: all or nothing, and nobody before those who wait longer.</summary>
public sealed class VirtualLeases(Agenda agenda, FaultPlan faults)
{
    /// <summary>The release that holds what is occupied.</summary>
    public const string Other = "enrichment-v1-3";

    private List<LeaseClaim> _claims = [];

    public IReadOnlyList<LeaseClaim> Claims => _claims;

    /// <summary>What is done when a release supersedes another.</summary>
    public Action<string> Superseding { get; set; } = _ => { };

    /// <summary>From now on both have the same leases.</summary>
    public void Share(VirtualLeases other) => _claims = other._claims;

    public bool AreHeldBy(string release) => _claims.Exists(claim => claim.ReleaseId == release && claim.Holds);

    /// <summary>Another release has the flag until then, or until it was superseded and has restored.</summary>
    public void Occupy(string environment, string key, TimeSpan until, TimeSpan restoresIn)
    {
        Superseding = _ => agenda.Later(restoresIn, EndOther);
        _claims.Add(new LeaseClaim(Other, agenda.Now.AddHours(-1), [Name(environment, key)], Holds: true));
        agenda.Later(until, EndOther);
    }

    public ReleaseEvent Take(Effect.TakeLeases take) => Answer(take, () =>
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
            _claims.Add(new LeaseClaim(take.ReleaseId, agenda.Now, wanted, Holds: true));
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

    public ReleaseEvent Free(Effect.FreeLeases free) => Answer(free, () =>
    {
        _claims.RemoveAll(claim => claim.ReleaseId == free.ReleaseId);
        return new ReleaseEvent.LeasesFreed();
    });

    private ReleaseEvent Answer(Effect effect, Func<ReleaseEvent> perform)
    {
        var fault = faults.Of(VirtualStores.Leases, agenda.Now);
        var answer = fault is StoreFault.Outage or StoreFault.Throttled or StoreFault.TimedOut ? null : perform();
        return fault is StoreFault.None or StoreFault.Stale ? answer! : effect.Failed("503 from the store");
    }

    private void EndOther() => _claims.RemoveAll(claim => claim.ReleaseId == Other);

    private static LeaseName Name(string environment, string key) => LeaseName.OfFlag($"https://{environment}.example", null, key, environment);
}
