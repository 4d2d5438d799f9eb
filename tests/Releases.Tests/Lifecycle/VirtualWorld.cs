using System.Text;
using Releases.Governance;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Tests.Lifecycle;

/// <summary>
/// Everything that a release touches, under one virtual clock. Things happen at their time while an effect or a wait lets time pass; what
/// is asked of it is checked against the rules that hold at every step.
/// </summary>
internal sealed class VirtualWorld
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _agenda = new();
    private readonly Dictionary<(string Criterion, Window Window), int> _asked = [];
    private int _order;
    private bool _bell;

    /// <param name="now">Where the clock stands, for a world that is taken up in the middle of a release.</param>
    internal VirtualWorld(DateTimeOffset? now = null)
    {
        Now = now ?? Start;
        Flags = new VirtualFlags(this);
        Records = new VirtualRecords(this);
        Leases = new VirtualLeases(this);
    }

    internal DateTimeOffset Now { get; private set; }

    internal VirtualFlags Flags { get; }

    internal VirtualRecords Records { get; }

    internal VirtualLeases Leases { get; }

    /// <summary>The halt and the freezes of now.</summary>
    internal Restraints Restraints { get; set; } = new(null, []);

    internal List<FaultSpan> Faults { get; } = [];

    internal List<(Effect Effect, DateTimeOffset At)> Performed { get; } = [];

    /// <summary>How often it was waited for the clock or a ring.</summary>
    internal int Waits { get; private set; }

    internal Func<Asked, Measurement> Telemetry { get; set; } = _ => SamplePlans.Good;

    internal Func<Effect.RunCheck, double, CheckAnswer> Checks { get; set; } = (_, _) => new CheckAnswer.Passed("200");

    /// <summary>What people do on seeing an entry.</summary>
    internal List<(string Kind, string? Stage, Action Do)> Reactions { get; } = [];

    internal string? RefuseCapture { get; set; }

    /// <summary>The stages of which the capture finds that they only go back.</summary>
    internal IReadOnlyList<string> Protective { get; set; } = [];

    internal Func<Signal, bool> IsBellLost { get; set; } = _ => false;

    /// <summary>Ids of signals are in the order of their sending.</summary>
    internal int NextSignal => ++field;

    internal int Steps { get; private set; }

    internal int LargestState { get; private set; }

    internal StoreFault FaultOf(string store) =>
        Faults.Find(fault => fault.Store == store && Now - Start >= fault.From && Now - Start < fault.Until)?.Fault ?? StoreFault.None;

    internal void Later(TimeSpan delay, Action happens) => _agenda.Enqueue(happens, (Now + delay, _order++));

    internal void Send(Signal signal)
    {
        if (Records.Store(signal with { At = Now }))
        {
            _bell |= !IsBellLost(signal);
            Later(TimeSpan.FromMinutes(5), () => Watch(signal));
        }
    }

    /// <summary>As people do who lift a halt or end a freeze.</summary>
    internal void Ring() => _bell = true;

    internal bool TakeBell()
    {
        var rang = _bell;
        _bell = false;
        return rang;
    }

    /// <summary>What a driver does before anything else: the document is all that is left after a crash.</summary>
    internal void Remember(ReleaseState state)
    {
        LargestState = Math.Max(LargestState, Encoding.UTF8.GetByteCount(StateDocument.Write(state)));
        Assert.True(LargestState <= StateDocument.LargestSize, $"The state has {LargestState} bytes at {Now:O}.");
        Step();
    }

    internal void Step() => Assert.True(++Steps < 20_000, "The release makes no progress.");

    internal ReleaseEvent Perform(ReleaseState state, Effect effect)
    {
        Performed.Add((effect, Now));
        switch (effect)
        {
            case Effect.TakeLeases take:
                return Leases.Take(take);
            case Effect.FreeLeases free:
                return Leases.Free(free);
            case Effect.Capture capture:
                Pass(TimeSpan.FromSeconds(1));
                return (RefuseCapture, FaultOf("capture")) switch
                {
                    ({ } reason, _) => new ReleaseEvent.CaptureRefused([reason]),
                    (_, StoreFault.None) => Flags.Capture(capture),
                    _ => capture.Failed("503 from the store"),
                };
            case Effect.Measure measure:
                return Measure(state, measure);
            case Effect.Expose expose:
                Laws.OnExpose(this, state, expose);
                Pass(TimeSpan.FromSeconds(1));
                return new ReleaseEvent.Exposed([.. expose.Targets.Select(target => Flags.Expose(expose, target))], "token");
            case Effect.Look look:
                Laws.OnLook(this, state, look);
                Pass(TimeSpan.FromSeconds(1));
                return Flags.Look(look);
            case Effect.RunCheck check:
                Laws.OnCheck(this, state, check);
                Pass(TimeSpan.FromSeconds(1));
                return new ReleaseEvent.CheckAnswered(check.Check, Checks(check, (Now - Start).TotalMinutes));
            case Effect.Adopt adopt:
                Pass(TimeSpan.FromSeconds(1));
                return Flags.Adopt(adopt);
            case Effect.Restore restore:
                Pass(TimeSpan.FromSeconds(1));
                return new ReleaseEvent.Restored([.. restore.Targets.Select(target => new Releases.Lifecycle.Restored(target.Environment, [.. target.Keys.Select(key => Flags.Restore(restore, target.Environment, key))], "token"))]);
            case Effect.ReadInbox read:
                return Records.Read(read);
            case Effect.Publish publish:
                return Records.Publish(publish);
            default:
                throw new InvalidOperationException($"The world does not know {effect}.");
        }
    }

    /// <summary>Lets time pass until then, or until somebody rings.</summary>
    internal void Wait(DateTimeOffset until)
    {
        Assert.True(until > Now, $"A wait until {until:O} at {Now:O} waits for nothing.");
        Waits++;
        PassUntil(until, interruptible: true);
    }

    internal void Shown(TimelineEntry entry)
    {
        foreach (var reaction in Reactions.Where(reaction => reaction.Kind == entry.Kind && (reaction.Stage is null || reaction.Stage == entry.Stage)))
        {
            reaction.Do();
        }
    }

    private ReleaseEvent Measure(ReleaseState state, Effect.Measure measure)
    {
        Laws.OnMeasure(this, state, measure);
        PassUntil(Now + TimeSpan.FromSeconds(2), interruptible: true);
        if (_bell)
        {
            _bell = false;
            return new ReleaseEvent.DoorbellRang();
        }

        return new ReleaseEvent.Measured([.. measure.Targets.Select(target => new Releases.Lifecycle.Measured(target, Answer(measure, target)))]);
    }

    private Measurement Answer(Effect.Measure measure, MeasureTarget target)
    {
        var times = _asked.GetValueOrDefault((target.Criterion, target.Window));
        _asked[(target.Criterion, target.Window)] = times + 1;
        return Telemetry(new Asked(target.Criterion, measure.Stage, target.Window, (Now - Start).TotalMinutes, times));
    }

    private void Watch(Signal signal)
    {
        if (Records.Unanswered.Contains(signal))
        {
            _bell = true;
            Later(TimeSpan.FromMinutes(5), () => Watch(signal));
        }
    }

    private void Pass(TimeSpan span) => PassUntil(Now + span, interruptible: false);

    private void PassUntil(DateTimeOffset until, bool interruptible)
    {
        while (_agenda.TryPeek(out var happens, out var when) && when.At <= (interruptible && _bell ? Now : until))
        {
            _agenda.Dequeue();
            Now = when.At > Now ? when.At : Now;
            happens();
        }

        Now = interruptible && _bell ? Now : until;
    }
}
