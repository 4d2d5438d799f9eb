using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals.Scenarios;

namespace Releases.Rehearsals;

/// <summary>Puts onto a world's agenda what a scenario wants to happen.</summary>
internal static class Setting
{
    internal static void Up(VirtualWorld world, Scenario scenario)
    {
        foreach (var span in scenario.Stores)
        {
            world.Faults.Add(span);
        }

        foreach (var edit in scenario.Edits.Where(edit => world.Flags.Has(edit.Environment, edit.Key)))
        {
            world.Later(edit.At, () => world.Flags.Change(edit.Environment, edit.Key, setting => edit.To switch
            {
                "locked" or "unlocked" => setting.LockedOr(edit.To == "locked"),
                _ => setting.EditedTo(edit.To),
            }));
        }

        foreach (var act in scenario.People)
        {
            if (act.OnEntry is null)
            {
                world.Later(act.After, () => Send(world, act, act.Stage));
            }
            else
            {
                world.Reactions.Add(new Reaction(act.OnEntry, act.Stage, entry => world.Later(act.After, () => Send(world, act, act.Kind == SignalKind.Approve ? NextOf(scenario, entry) : null))));
            }
        }

        OnStoppages(world, scenario);
        if (scenario.Checks.Count > 0)
        {
            world.Checks = (check, minute) => scenario.Checks.FirstOrDefault(fault => (fault.Check is null || fault.Check == check.Check) && minute >= fault.From.TotalMinutes && minute < fault.Until.TotalMinutes)?.Answer
                ?? new CheckAnswer.Passed("200");
        }

        if (scenario.Busy is { } busy)
        {
            world.Leases.Occupy(busy.Environment, busy.Key, busy.Until, busy.RestoresIn);
        }

        OnBells(world, scenario);
        if (scenario.OutageFromRestore > TimeSpan.Zero)
        {
            world.Begun = effect => StoreGoesOut(world, scenario, effect);
        }
    }

    private static void StoreGoesOut(VirtualWorld world, Scenario scenario, Effect effect)
    {
        if (effect is not Effect.Restore restore)
        {
            return;
        }

        world.Begun = null;
        var from = world.Now - world.Agenda.Start;
        foreach (var environment in restore.Targets.Select(target => target.Environment))
        {
            world.Faults.Add(new FaultSpan(environment, StoreFault.Outage, from, from + scenario.OutageFromRestore));
        }
    }

    /// <summary>Who lifts a halt rings; a freeze stands in the calendar from the beginning.</summary>
    private static void OnStoppages(VirtualWorld world, Scenario scenario)
    {
        foreach (var (stop, index) in scenario.Stoppages.Select((stop, index) => (stop, index)))
        {
            if (stop.Environment is { } environment)
            {
                var freeze = new Freeze(FormattableString.Invariant($"freeze-{index}"), world.Now + stop.From, world.Now + stop.Until, [environment], "end of the quarter", "linus");
                world.Restraints = world.Restraints with { Freezes = [.. world.Restraints.Freezes, freeze] };
                continue;
            }

            world.Later(stop.From, () => world.Restraints = world.Restraints with { Halt = new Halt("linus", world.Now, "incident 42") });
            world.Later(stop.Until, () =>
            {
                world.Restraints = world.Restraints with { Halt = null };
                world.Ring();
            });
        }
    }

    private static void OnBells(VirtualWorld world, Scenario scenario)
    {
        world.IsBellLost = _ => scenario.Bells == BellFault.Lost;
        if (scenario.Bells == BellFault.Reordered)
        {
            world.BellTakes = signal => Chance.For(scenario.Seed, signal.Id).Between(TimeSpan.Zero, TimeSpan.FromMinutes(4));
        }

        world.RingsTwice = scenario.Bells == BellFault.Twice;
    }

    private static void Send(VirtualWorld world, PersonActs act, string? stage) =>
        world.Send(new Signal(FormattableString.Invariant($"{world.NextSignal:D4}-{act.Kind}"), act.Kind, act.By, world.Now, act.Reason, stage) { Keep = act.Keep, Criterion = act.Criterion });

    /// <summary>An approval is asked for in the stage before the one that it is for.</summary>
    private static string? NextOf(Scenario scenario, TimelineEntry asked)
    {
        var stages = scenario.Plan.Stages;
        var index = stages.TakeWhile(stage => stage.Name != asked.Stage).Count();
        return asked.Stage is null ? stages[0].Name : index + 1 < stages.Count ? stages[index + 1].Name : null;
    }
}
