using Releases.Governance;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals.Laws;

namespace Releases.Rehearsals;

/// <summary>
/// Everything that a release touches, under one virtual clock. Things happen at their time while an effect or a wait lets time pass; what
/// is asked of it is held against the laws that hold at every step.
/// </summary>
public sealed class VirtualWorld
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private const int MostSteps = 200_000;
    private static readonly TimeSpan WatcherRings = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, (Window Window, int Times)> _asked = [];
    private readonly Func<bool> _rang;
    private int _signals;
    private bool _bell;

    /// <param name="now">Where the clock stands, for a world that is taken up in the middle of a release.</param>
    public VirtualWorld(DateTimeOffset? now = null)
    {
        Agenda = new Agenda(now ?? Start);
        Faults = new FaultPlan(Agenda.Start);
        Flags = new VirtualFlags(Agenda, Faults);
        Leases = new VirtualLeases(Agenda, Faults);
        Records = new VirtualRecords(Agenda, Faults) { Shown = Shown };
        _rang = () => _bell;
    }

    public Agenda Agenda { get; }

    public DateTimeOffset Now => Agenda.Now;

    public VirtualFlags Flags { get; }

    public VirtualRecords Records { get; }

    public VirtualLeases Leases { get; }

    /// <summary>The halt and the freezes of now.</summary>
    public Restraints Restraints
    {
        get => Records.Restraints;
        set => Records.Restraints = value;
    }

    public FaultPlan Faults { get; }

    /// <summary>Every effect that was begun, when it was begun.</summary>
    public List<(Effect Effect, DateTimeOffset At)> Performed { get; } = [];

    /// <summary>Whether they are kept; a rehearsal of weeks has no use for them, and is faster without.</summary>
    public bool KeepsPerformed { get; init; } = true;

    /// <summary>How many effects were begun.</summary>
    public int Effects { get; private set; }

    /// <summary>How often it was waited for the clock or a ring.</summary>
    public int Waits { get; private set; }

    /// <summary>Those of them that write exposures.</summary>
    public List<(Effect.Expose Effect, DateTimeOffset At)> Exposes { get; } = [];

    public Func<Asked, Measurement> Telemetry { get; set; } = _ => new Measurement.Nothing("no row", null);

    /// <summary>What people do on seeing an entry.</summary>
    public List<Reaction> Reactions { get; } = [];

    /// <summary>Looks at every step. Without one, nothing is held against any law.</summary>
    public ReleaseWatch? Watch { get; set; }

    /// <summary>Is told of every effect when it is begun.</summary>
    public Action<Effect>? Begun { get; set; }

    /// <summary>What a check says, asked so many minutes after the start.</summary>
    public Func<Effect.RunCheck, double, CheckAnswer> Checks { get; set; } = (_, _) => new CheckAnswer.Passed("200");

    public string? RefuseCapture { get; set; }

    /// <summary>The stages of which the capture finds that they only go back.</summary>
    public Func<IReadOnlyList<string>> Protective { get; set; } = () => [];

    public Func<Signal, bool> IsBellLost { get; set; } = _ => false;

    /// <summary>How long a ring takes to arrive; rings with different delays overtake each other.</summary>
    public Func<Signal, TimeSpan> BellTakes { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Whether each ring comes a second time a little later.</summary>
    public bool RingsTwice { get; set; }

    /// <summary>Ids of signals are in the order of their sending.</summary>
    public int NextSignal => ++_signals;

    public int Steps { get; private set; }

    /// <summary>Bytes of the largest document that a driver has remembered here; 0 where it writes none.</summary>
    public int LargestState { get; private set; }

    /// <summary>The timeline, one line an entry: minutes, kind, stage, text.</summary>
    public string Told => string.Join('\n', Records.Timeline.Select(entry =>
        FormattableString.Invariant($"{(entry.At - Agenda.Start).TotalMinutes,9:0.00} {entry.Kind,-18} {entry.Stage,-13} {entry.Text}")));

    public void Later(TimeSpan delay, Action happens) => Agenda.Later(delay, happens);

    public void Send(Signal signal)
    {
        var stored = signal with { At = Now };
        if (!Records.Store(stored))
        {
            return;
        }

        var delay = BellTakes(stored);
        if (IsBellLost(stored))
        {
            // Nobody hears of it until the watcher looks.
        }
        else if (delay == TimeSpan.Zero)
        {
            Ring();
        }
        else
        {
            Later(delay, Ring);
        }

        if (RingsTwice)
        {
            Later(TimeSpan.FromSeconds(3), Ring);
        }

        Later(WatcherRings, () => RingAgain(stored));
    }

    public void Ring() => _bell = true;

    public bool TakeBell()
    {
        var rang = _bell;
        _bell = false;
        return rang;
    }

    /// <summary>A driver has written down the state.</summary>
    public void Remembered(int bytes)
    {
        LargestState = Math.Max(LargestState, bytes);
        Law.Holds(bytes <= StateDocument.LargestSize, Now, $"the state has {bytes} bytes");
    }

    /// <summary>Performs an effect, and the release is told of it.</summary>
    public ReleaseEvent Perform(ReleaseState state, Effect effect)
    {
        Begin(state, effect);
        var answer = Finish(effect);
        Watch?.Answered(effect, answer);
        return answer;
    }

    /// <summary>A driver is about to perform the effect: it has written down the state.</summary>
    public void Begin(ReleaseState state, Effect effect)
    {
        StateLaws.Before(this, state, effect);
        Watch?.Before(state, effect);
        Begin(effect);
    }

    /// <summary>A driver whose states nobody sees is about to perform the effect: no law is asked.</summary>
    public void Begin(Effect effect)
    {
        Step();
        Effects++;
        if (KeepsPerformed)
        {
            Performed.Add((effect, Now));
        }

        if (effect is Effect.Expose expose)
        {
            Exposes.Add((expose, Now));
        }

        Begun?.Invoke(effect);
    }

    /// <summary>The effect takes its time and takes place. Whether the release is told of it is another matter: its driver may be gone.</summary>
    public ReleaseEvent Finish(Effect effect) => Pass(effect) ? Answer(effect) : new ReleaseEvent.DoorbellRang();

    /// <summary>Lets time pass until then, or until somebody rings.</summary>
    public void Wait(ReleaseState state, DateTimeOffset until)
    {
        Step();
        Waits++;
        Law.Holds(until > Now, Now, $"a wait until {until:O} waits for nothing");
        Watch?.BeforeWait(state, until);
        PassUntil(until);
    }

    /// <summary>Lets time pass until then, or until somebody rings, without anybody waiting for it.</summary>
    public void PassUntil(DateTimeOffset until) => Agenda.PassUntil(until, _rang);

    /// <summary>What comes of an effect at this very moment.</summary>
    public ReleaseEvent Answer(Effect effect) => effect switch
    {
        Effect.TakeLeases take => Leases.Take(take),
        Effect.FreeLeases free => Leases.Free(free),
        Effect.Capture capture => Capture(capture),
        Effect.Measure measure => new ReleaseEvent.Measured([.. measure.Targets.Select(target => new Measured(target, Answer(measure, target)))]),
        Effect.Expose expose => new ReleaseEvent.Exposed([.. expose.Targets.Select(target => Flags.Expose(expose, target))], Flags.Token()),
        Effect.Look look => Flags.Look(look),
        Effect.RunCheck check => new ReleaseEvent.CheckAnswered(check.Check, Checks(check, (Now - Agenda.Start).TotalMinutes)),
        Effect.Adopt adopt => Flags.Adopt(adopt),
        Effect.Restore restore => new ReleaseEvent.Restored([.. restore.Targets.Select(target => Restore(restore, target))]),
        Effect.ReadInbox read => Records.Read(read),
        Effect.Publish publish => Records.Publish(publish),
        _ => throw new InvalidOperationException($"The world does not know {effect}."),
    };

    /// <summary>How long an effect takes, if nobody rings while telemetry is asked.</summary>
    public TimeSpan Takes(Effect effect) => effect switch
    {
        Effect.Capture or Effect.RunCheck or Effect.Adopt => TimeSpan.FromSeconds(1),
        Effect.Look look => Takes(look.Environment),
        Effect.Measure => TimeSpan.FromSeconds(2),
        Effect.Expose expose => Takes(expose.Environment),
        Effect.Restore restore => restore.Targets.Select(target => Takes(target.Environment)).DefaultIfEmpty().Max(),
        _ => TimeSpan.Zero,
    };

    private TimeSpan Takes(string store) => TimeSpan.FromSeconds(Faults.Of(store, Now) == StoreFault.TimedOut ? 30 : 1);

    /// <summary>Whether the time that it takes has passed; measuring ends when somebody rings.</summary>
    private bool Pass(Effect effect)
    {
        var until = Now + Takes(effect);
        Agenda.PassUntil(until, effect is Effect.Measure ? _rang : null);
        return effect is not Effect.Measure || !TakeBell();
    }

    private ReleaseEvent Capture(Effect.Capture capture) => (RefuseCapture, Faults.Of(VirtualStores.Capture, Now)) switch
    {
        ({ } reason, _) => new ReleaseEvent.CaptureRefused([reason]),
        (_, StoreFault.None) => Flags.Capture(capture, Protective()),
        _ => capture.Failed("503 from the store"),
    };

    private Restored Restore(Effect.Restore restore, RestoreTarget target) =>
        new(target.Environment, [.. target.Keys.Select(key => Flags.Restore(restore, target, key))], Flags.Token());

    private Measurement Answer(Effect.Measure measure, MeasureTarget target)
    {
        // Windows come one after the other: only the last one is ever asked for again.
        var times = _asked.TryGetValue(target.Criterion, out var last) && last.Window == target.Window ? last.Times : 0;
        _asked[target.Criterion] = (target.Window, times + 1);
        return Telemetry(new Asked(target.Criterion, measure.Environment, measure.Stage, target.Window, (Now - Agenda.Start).TotalMinutes, times));
    }

    private void Step() => Law.Holds(++Steps < MostSteps, Now, $"the release makes no progress");

    private void RingAgain(Signal signal)
    {
        if (Records.IsUnanswered(signal))
        {
            Ring();
            Later(WatcherRings, () => RingAgain(signal));
        }
    }

    private void Shown(TimelineEntry entry)
    {
        foreach (var reaction in Reactions)
        {
            if (reaction.Kind == entry.Kind && (reaction.Stage is null || reaction.Stage == entry.Stage))
            {
                reaction.Do(entry);
            }
        }
    }
}
