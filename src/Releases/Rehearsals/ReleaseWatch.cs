using Releases.Lifecycle;
using Releases.Plans;
using Releases.Rehearsals.Laws;

namespace Releases.Rehearsals;

/// <summary>
/// Holds every step of a release against the laws. It knows the plan, what the world has really answered and what people have really asked
/// for, and believes the machine's own books in nothing that it can find out by itself.
/// </summary>
public sealed class ReleaseWatch
{
    private readonly WatchedRelease _release;
    private Told _told = new();

    /// <param name="world">The world as this release sees it.</param>
    /// <param name="environments">All that the plan names.</param>
    public ReleaseWatch(VirtualWorld world, ReleasePlan plan, IReadOnlyList<CourseEnvironment> environments, string startedBy) =>
        _release = new WatchedRelease(world, plan, PlannedStage.Of(plan, environments), environments.ToDictionary(environment => environment.Name), startedBy);

    /// <summary>How many times a step was held against the laws.</summary>
    public int Looks { get; private set; }

    /// <summary>What is to be known again when a release is taken up from the document that its driver remembers now.</summary>
    public object Remembered => _told;

    /// <summary>The release is taken up from where that was remembered. An effect that was begun then may be performed again, as one and the same.</summary>
    public void TakenUp(object remembered)
    {
        var told = (Told)remembered;
        _told = told with { Read = told.Read ?? told.ReadBefore };
    }

    /// <summary>The release is about to have an effect performed.</summary>
    public void Before(ReleaseState state, Effect effect)
    {
        Look(state);
        switch (effect)
        {
            case Effect.Expose expose:
                GrowthLaws.OnExpose(_release, _told, state, expose);
                _told = Telling.Begun(_told, expose);
                break;
            case Effect.Capture:
                Law.Holds(_told.Leased, _release.Now, $"flags are captured before the leases are taken");
                break;
            case Effect.Adopt adopt:
                AdoptLaws.OnAdopt(_release, _told, adopt);
                break;
            case Effect.Measure measure:
                WindowLaws.OnMeasure(_release, _told, measure);
                break;
            case Effect.Restore restore:
                RestoreLaws.OnRestore(_release, _told, restore);
                break;
            case Effect.Publish publish:
                _told = TimelineLaws.OnPublish(_release, _told, state, publish);
                break;
            default:
                break;
        }
    }

    /// <summary>The release is about to wait.</summary>
    public void BeforeWait(ReleaseState state, DateTimeOffset until)
    {
        Look(state);
        _told = WaitLaws.OnWait(_release, _told, state, until);
    }

    /// <summary>The release is told what came of an effect.</summary>
    public void Answered(Effect effect, ReleaseEvent happened) => _told = Telling.Of(_release, _told, effect, happened);

    /// <summary>The release is over. Lets an hour pass, in which nothing may change a flag any more.</summary>
    public void AtEnd(ReleaseState state)
    {
        Look(state);
        EndLaws.OnEnd(_release, _told, state);
    }

    /// <summary>What must hold of every state, and of how it came from the one before.</summary>
    private void Look(ReleaseState state)
    {
        Looks++;
        _told = SignalLaws.OnStep(_release, _told, state);
        _told = HoldLaws.OnStep(_release, _told, state);
        _told = ApprovalLaws.OnStep(_release, _told, state);
        _told = CourseLaws.OnStep(_release, _told, state);
        _told = CheckLaws.OnStep(_release, _told, state);
        _told = GateLaws.OnStep(_release, _told, state);
    }
}
