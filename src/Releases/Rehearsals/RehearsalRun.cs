using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals.Laws;
using Releases.Rehearsals.Scenarios;

namespace Releases.Rehearsals;

/// <summary>One release, run through a scenario in virtual time, every step held against the laws.</summary>
public sealed class RehearsalRun
{
    private readonly Scenario _scenario;
    private readonly string _id;
    private readonly Dictionary<string, (double Exposed, double Runs)> _shares = [];
    private readonly Dictionary<(string Environment, string Key), double> _runs = [];
    private readonly Dictionary<string, DateTimeOffset> _begun = [];
    private readonly List<ExposureChange> _changes = [];

    private RehearsalRun(Scenario scenario)
    {
        _scenario = scenario;
        _id = $"{scenario.Plan.Metadata.Name}-rehearsed";
        World = new VirtualWorld { KeepsPerformed = false };
        foreach (var environment in scenario.Plan.Stages.Select(stage => stage.Environment).Distinct())
        {
            foreach (var flag in scenario.Plan.Flags)
            {
                World.Flags.Add(environment, flag.Key, StartingFlag.Of(scenario.Plan, flag.Key));
            }
        }

        World.Flags.Changed = OnChange;
        World.Protective = () => ProtectiveStages.Of(scenario.Plan, World.Flags.All.Select(flag => (flag.Key.Environment, flag.Key.Key, flag.Value.Flag.Value)));
        World.Telemetry = new ExpectedTelemetry(scenario, RunsIn, Shows).Answer;
        World.Watch = new ReleaseWatch(World, scenario.Plan, scenario.Environments, scenario.StartedBy);
        Setting.Up(World, scenario);
    }

    public Scenario Scenario => _scenario;

    public VirtualWorld World { get; }

    /// <summary>How it ended.</summary>
    public ReleaseState State { get; private set; } = null!;

    public IReadOnlyList<TimelineEntry> Timeline => World.Records.Timeline;

    /// <summary>Every change of the share that is exposed, in order.</summary>
    public IReadOnlyList<ExposureChange> Changes => _changes;

    /// <summary>When each stage's exposure was begun, by its name.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Begun => _begun;

    /// <summary>Runs it to its end.</summary>
    /// <param name="flow">What runs on the driver; the release flow where nothing is given. One whose states nobody sees takes the world's watch away.</param>
    /// <exception cref="LawBrokenException">The release has done what none may ever do.</exception>
    public static RehearsalRun Of(Scenario scenario, Func<ReleaseState, IReleaseDriver, Task<ReleaseState>>? flow = null)
    {
        var run = new RehearsalRun(scenario);
        try
        {
            run.State = run.Run(flow ?? ReleaseFlow.RunAsync);
            run.World.Watch?.AtEnd(run.State);
            return run;
        }
        catch (LawBrokenException broken)
        {
            throw new LawBrokenException(broken.Message) { Timeline = run.World.Told };
        }
    }

    private ReleaseState Run(Func<ReleaseState, IReleaseDriver, Task<ReleaseState>> flow)
    {
        var state = ReleaseStart.State(_id, _scenario.Plan, _scenario.PlanHash, _scenario.Environments, _scenario.StartedBy, World.Now);
        while (true)
        {
            try
            {
                var running = flow(state, new RehearsalDriver(World, Dies));
                return running.IsCompleted ? running.GetAwaiter().GetResult() : throw new InvalidOperationException("The flow waits for something that is not its driver's.");
            }
            catch (HostDiedException died)
            {
                state = TakeUp(died);
            }
        }
    }

    /// <summary>As the embedded host does: a pending write counts as one without a clear answer, and the inbox is read first.</summary>
    private ReleaseState TakeUp(HostDiedException died)
    {
        var death = _scenario.Deaths.First(death => death.Effect == World.Effects);
        World.Agenda.PassUntil(World.Now + death.Down);
        World.Watch!.TakenUp(died.Known!);
        World.Ring();
        if (died.Pending is not (Effect.Expose or Effect.Restore))
        {
            return died.Remembered;
        }

        var lost = died.Pending.Failed("the host stopped while it was being done");
        World.Watch.Answered(died.Pending, lost);
        return ReleaseMachine.Apply(died.Remembered, lost, World.Now);
    }

    private (bool Dies, bool AfterTheEffect) Dies(int effect) =>
        _scenario.Deaths.FirstOrDefault(death => death.Effect == effect) is { } death ? (true, death.AfterTheEffect) : default;

    private void OnChange(string environment, string key, string? writeId, VirtualSetting setting)
    {
        if (!_shares.TryGetValue(setting.Flag.Value, out var share))
        {
            _shares[setting.Flag.Value] = share = (ExposedShare.Of(setting.Flag.Value), ExposedShare.Running(setting.Flag.Value));
        }

        _changes.Add(new ExposureChange(World.Now, environment, key, share.Exposed, writeId is null));
        _runs[(environment, key)] = share.Runs;
        if (StageOf(writeId) is { } stage)
        {
            _begun.TryAdd(_scenario.Plan.Stages[stage].Name, World.Now);
        }
    }

    /// <summary>The share of units that run the new path of any of the flags.</summary>
    private double RunsIn(string environment)
    {
        var largest = 0.0;
        foreach (var (at, share) in _runs)
        {
            largest = at.Environment == environment && share > largest ? share : largest;
        }

        return largest;
    }

    /// <summary>The stage whose write it is, as its id says (docs/explanation/write-protocol.md); nothing for a restore, or a person.</summary>
    private int? StageOf(string? writeId) =>
        writeId is not null && writeId.StartsWith(_id + ".", StringComparison.Ordinal) && int.TryParse(writeId.AsSpan(_id.Length + 1).ToString().Split('.')[0], out var stage) ? stage : null;

    private bool Shows(Defect defect, Asked asked) => _begun.TryGetValue(defect.Stage, out var begun) && asked.Window.End > begun + defect.After;
}
