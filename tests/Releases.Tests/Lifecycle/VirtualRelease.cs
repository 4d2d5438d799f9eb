using Releases.Governance;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>A release in a virtual world: what is given, what people do and what goes wrong, then one run of it.</summary>
internal sealed class VirtualRelease
{
    internal const string Starter = "ada";
    private readonly List<Action<VirtualWorld>> _given = [];
    private ReleasePlan _plan;
    private IReadOnlyList<CourseEnvironment> _environments = SamplePlans.Environments;
    private string _id = "enrichment-v2-7";

    private VirtualRelease(ReleasePlan plan) => _plan = plan;

    internal static VirtualRelease Of(ReleasePlan plan) => new(plan);

    /// <summary>With another id than the usual one.</summary>
    internal VirtualRelease Named(string id)
    {
        _id = id;
        return this;
    }

    internal VirtualRelease With(Func<ReleasePlan, ReleasePlan> change)
    {
        _plan = change(_plan);
        return this;
    }

    /// <summary>The flags in force are looked at between writes.</summary>
    internal VirtualRelease Watchful()
    {
        _environments = SamplePlans.Watchful;
        return this;
    }

    /// <summary>An environment asks something of the release.</summary>
    internal VirtualRelease Protecting(string name, EnvironmentProtection protection)
    {
        _environments = [.. _environments.Select(environment => environment.Name == name ? environment with { Protection = protection } : environment)];
        return this;
    }

    internal VirtualRelease WithTelemetry(Func<Asked, Measurement> telemetry) => Given(world => world.Telemetry = telemetry);

    /// <summary>Every stage asks for this check before it begins.</summary>
    internal VirtualRelease WithCheck(Func<Effect.RunCheck, double, CheckAnswer> answer)
    {
        _plan = SamplePlans.WithACheck(_plan);
        return Given(world => world.Checks = answer);
    }

    /// <summary>The answers in the order of the questions; the last one goes on for ever.</summary>
    internal VirtualRelease WithAnswers(params Measurement[] answers) => Given(world =>
    {
        var next = 0;
        world.Telemetry = _ => answers[Math.Min(next++, answers.Length - 1)];
    });

    internal VirtualRelease At(double minute, SignalKind kind, string by = "grace", string? reason = null, string? stage = null, bool keep = false) =>
        Given(world => world.Later(TimeSpan.FromMinutes(minute), () => world.Send(NewSignal(world, kind, by, reason, stage) with { Keep = keep })));

    /// <summary>Somebody does something some minutes after an entry is shown.</summary>
    internal VirtualRelease On(string entry, double after, SignalKind kind, string by = "grace", string? stage = null, string? seenIn = null, string? reason = null, string? plan = null) => Given(world =>
        world.Reactions.Add(new Reaction(entry, seenIn, _ => world.Later(TimeSpan.FromMinutes(after), () => world.Send(NewSignal(world, kind, by, reason, stage) with { Plan = plan })))));

    internal VirtualRelease Edit(double minute, string environment, string key, string value) =>
        Given(world => world.Later(TimeSpan.FromMinutes(minute), () => world.Flags.Change(environment, key, setting => setting.EditedTo(value))));

    internal VirtualRelease Lock(double minute, string environment, string key, bool locked = true) => Given(world =>
        world.Later(TimeSpan.FromMinutes(minute), () => world.Flags.Change(environment, key, setting => setting.LockedOr(locked))));

    internal VirtualRelease Fault(string store, StoreFault fault, double from, double until, string? key = null) =>
        Given(world => world.Faults.Add(new FaultSpan(store, fault, TimeSpan.FromMinutes(from), TimeSpan.FromMinutes(until), key)));

    /// <summary>All releases are halted from one minute to another; who lifts it rings.</summary>
    internal VirtualRelease Halted(double from, double until, string reason = "incident 42") => Given(world =>
    {
        world.Later(TimeSpan.FromMinutes(from), () => world.Restraints = world.Restraints with { Halt = new Halt("linus", world.Now, reason) });
        world.Later(TimeSpan.FromMinutes(until), () =>
        {
            world.Restraints = world.Restraints with { Halt = null };
            world.Ring();
        });
    });

    /// <summary>The calendar has a freeze; it is entered before the release begins.</summary>
    internal VirtualRelease Frozen(double from, double until, string environment = "production", string reason = "end of the quarter") => Given(world =>
        world.Restraints = world.Restraints with
        {
            Freezes = [.. world.Restraints.Freezes, new Freeze($"freeze-{from}", VirtualWorld.Start.AddMinutes(from), VirtualWorld.Start.AddMinutes(until), [environment], reason, "linus")],
        });

    /// <summary>Another release holds the flag in production until then; a superseded one as long as its rollback takes.</summary>
    internal VirtualRelease Busy(double until, double restoresIn = 2) => Given(world => world.Leases.Occupy("production", SamplePlans.Flag, TimeSpan.FromMinutes(until), TimeSpan.FromMinutes(restoresIn)));

    internal VirtualRelease Protective(params string[] stages) => Given(world => world.Protective = () => stages);

    internal VirtualRelease CaptureRefused(string reason) => Given(world => world.RefuseCapture = reason);

    internal VirtualRelease LosesDoorbells() => Given(world => world.IsBellLost = _ => true);

    internal async Task<VirtualRun> RunAsync()
    {
        var (world, state) = Begin();
        return End(world, await ReleaseFlow.RunAsync(state, new VirtualDriver(world)));
    }

    /// <summary>Dies at an effect and is taken up again from what was remembered, by a driver that somebody may ring at once.</summary>
    internal async Task<VirtualRun> RunDyingAsync(int dieAt, bool afterTheEffect, bool ringsOnReturn = false)
    {
        var (world, state) = Begin();
        try
        {
            return End(world, await ReleaseFlow.RunAsync(state, new MortalDriver(world, dieAt, afterTheEffect)));
        }
        catch (DriverDiedException died)
        {
            if (ringsOnReturn)
            {
                world.Send(NewSignal(world, SignalKind.Abort, "grace", "the host has died", null));
            }

            world.Watch!.TakenUp(died.Known);
            return End(world, await ReleaseFlow.RunAsync(StateDocument.Read(died.Remembered), new MortalDriver(world, 0, false)));
        }
    }

    internal VirtualRun RunReplaying(ReplayOptions options)
    {
        var (world, state) = Begin();
        return End(world, new ReplayingDriver(world, options).Run(state, ReleaseFlow.RunAsync));
    }

    internal (VirtualWorld World, ReleaseState State) Begin()
    {
        var world = new VirtualWorld { Telemetry = _ => SamplePlans.Good };
        foreach (var environment in _plan.Stages.Select(stage => stage.Environment).Distinct())
        {
            foreach (var flag in _plan.Flags)
            {
                world.Flags.Add(environment, flag.Key);
            }
        }

        world.Watch = new ReleaseWatch(world, _plan, _environments, Starter);
        foreach (var given in _given)
        {
            given(world);
        }

        return (world, First());
    }

    /// <summary>Runs it held to the laws of every state only: those of a whole run take it that clients have what is written.</summary>
    internal async Task<VirtualRun> RunUnwatchedAsync()
    {
        var (world, state) = Begin();
        world.Watch = null;
        return new VirtualRun(world, await ReleaseFlow.RunAsync(state, new VirtualDriver(world)));
    }

    private ReleaseState First() => ReleaseStart.State(_id, _plan, "4f1c0b6d2a9e", _environments, Starter, VirtualWorld.Start);

    internal VirtualRun End(VirtualWorld world, ReleaseState state)
    {
        world.Watch!.AtEnd(state);
        Assert.True(world.LargestState <= StateBudget.LargestOf(First()), $"The state had {world.LargestState} bytes, more than was said before it started.");
        return new VirtualRun(world, state);
    }

    private static Signal NewSignal(VirtualWorld world, SignalKind kind, string by, string? reason, string? stage) =>
        new($"{world.NextSignal:D4}-{kind}", kind, by, world.Now, reason, stage);

    private VirtualRelease Given(Action<VirtualWorld> given)
    {
        _given.Add(given);
        return this;
    }
}
