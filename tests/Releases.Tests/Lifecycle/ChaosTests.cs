using CsCheck;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>
/// Random telemetry, people and faults. The laws are checked at every step and at the end of each run; what is random here ends after
/// 600 minutes, when telemetry passes and somebody has turned off by hand what stands in the way of going back.
/// </summary>
public sealed class ChaosTests
{
    private static readonly Gen<Chaos> Any = Gen.Select(
        Gen.Int[0, 6].Array[40],
        Gen.Select(Gen.Int[1, 400], Gen.Enum<SignalKind>(), OneOf("grace", VirtualRelease.Starter)).Array[0, 5],
        Gen.Select(OneOf("staging", "production", VirtualStores.Inbox, VirtualStores.Publishing, VirtualStores.Leases, "capture"), Gen.Enum<StoreFault>(), Gen.Int[0, 300], Gen.Int[1, 60]).Array[0, 4],
        Gen.Select(OneOf("staging", "production"), OneOf("7 %", "off", "locked"), Gen.Int[0, 300]).Array[0, 2],
        Gen.Select(
            Gen.Int[1, 3],
            Gen.Int[1, 3],
            Gen.Int[0, 3],
            Gen.Enum<FailureCount>(),
            Gen.Enum<OnBlind>(),
            OneOf(5, 30),
            (failAfter, passAfter, minimum, count, blind, window) => new Counting
            {
                Window = TimeSpan.FromMinutes(window),
                FailAfter = failAfter,
                PassAfter = passAfter,
                MinimumMeasurements = minimum,
                FailureCount = count,
                OnBlind = blind,
                MinimumSamples = 20,
                MinimumHeartbeat = minimum,
            }),
        Gen.Bool,
        Gen.Select(Gen.Enum<OnFailure>(), Gen.Bool, Gen.Bool, Gen.Int[0, 3].Array[10]),
        Gen.Select(Gen.Select(Gen.Bool, Gen.Int[0, 400], Gen.Int[1, 150]).Array[0, 2], Gen.Enum<OnBusy>(), Gen.Int[-100, 100]),
        (answers, people, faults, edits, counting, approval, ways, others) =>
            new Chaos(answers, people, faults, edits, counting, approval, ways.Item1, ways.Item2, ways.Item3, ways.Item4, others.Item1, (others.Item2, others.Item3)));

    [Fact]
    public void Release_WhateverHappens_KeepsTheLawsAndEnds() =>
        Any.Sample(chaos => chaos.Release().RunAsync().GetAwaiter().GetResult(), iter: 300, threads: 1, print: chaos => chaos.Told());

    [Fact]
    public void Release_GivenTheSame_TellsTheSame() => Any.Sample(
        chaos => chaos.Release().RunAsync().GetAwaiter().GetResult().Told == chaos.Release().RunAsync().GetAwaiter().GetResult().Told,
        iter: 50,
        threads: 1,
        print: chaos => chaos.Told());

    [Fact]
    public void Release_OnTheReplayingDriver_TellsTheSame() => Any.Sample(
        chaos => Assert.Equal(chaos.Release().RunAsync().GetAwaiter().GetResult().Told, chaos.Release().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 6, RingsTwice: chaos.CanBeHeard)).Told),
        iter: 50,
        threads: 1,
        print: chaos => chaos.Told());

    [Fact]
    public void Release_WhoseDriverDies_KeepsTheLaws() => Gen.Select(Any, Gen.Int[1, 60], Gen.Bool, Gen.Bool).Sample(
        (chaos, effect, after, aborts) => chaos.Release().RunDyingAsync(effect, after, aborts).GetAwaiter().GetResult(),
        iter: 300,
        threads: 1,
        print: sample => FormattableString.Invariant($"{sample.Item1.Told()}; dies {(sample.Item3 ? "after" : "before")} effect {sample.Item2}, {(sample.Item4 ? "then an abort" : "nobody rings")}"));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private sealed record Chaos(
        int[] Answers,
        (int Minute, SignalKind Kind, string By)[] People,
        (string Store, StoreFault Fault, int From, int Minutes)[] Faults,
        (string Environment, string Value, int Minute)[] Edits,
        Counting Counting,
        bool Approval,
        OnFailure OnFailure,
        bool Watchful,
        bool Keep,
        int[] Checks,
        (bool Halt, int From, int Minutes)[] Stops,
        (OnBusy Policy, int Until) Busy)
    {
        /// <summary>Somebody who rings in vain does change something: exposure does not grow before the inbox is read, and a stop is seen earlier.</summary>
        internal bool CanBeHeard => Stops.Length == 0 && !Faults.Any(fault => fault.Store == VirtualStores.Inbox);

        private static readonly Measurement.Value Beating = Good with { Heartbeat = 980 };

        private static readonly Measurement[] Kinds = [Beating, Beating, Beating, Bad with { Heartbeat = 980 }, Nothing, Error, Silent];

        internal VirtualRelease Release()
        {
            var release = VirtualRelease.Of(WithADryRun(TwoEnvironments(Counting, Approval ? Managers : null)))
                .With(plan => plan with { HoldLimit = TimeSpan.FromHours(3), OnFailure = OnFailure, OnBusy = Busy.Policy })
                .WithTelemetry(asked => asked.Minute > 600 ? Beating : Kinds[Answers[(int)(asked.Minute / 15) % Answers.Length]])
                .On(TimelineKinds.Frozen, 60, SignalKind.Rollback)
                .On(TimelineKinds.ApprovalAsked, 30, SignalKind.Approve, stage: "full");
            _ = Keep ? release : release.WithCheck((_, minute) => minute > 600 ? new CheckAnswer.Passed("200") : Checks[(int)(minute / 10) % Checks.Length] switch
            {
                0 => new CheckAnswer.Running("later"),
                1 => new CheckAnswer.Unclear("503"),
                _ => new CheckAnswer.Passed("200"),
            });
            _ = Watchful ? release.Watchful() : release;
            foreach (var (minute, kind, by) in People)
            {
                release.At(minute, kind, by, stage: "full", keep: Keep);
            }

            foreach (var (store, fault, from, minutes) in Faults)
            {
                release.Fault(store, fault, from, from + minutes);
            }

            foreach (var (halt, from, minutes) in Stops)
            {
                _ = halt ? release.Halted(from, from + minutes) : release.Frozen(from, from + minutes);
            }

            if (Busy.Until > 0)
            {
                release.Busy(Busy.Until);
            }

            foreach (var (environment, value, minute) in Edits)
            {
                _ = value == "locked"
                    ? release.Lock(minute, environment, Flag).Lock(600, environment, Flag, locked: false)
                    : release.Edit(minute, environment, Flag, value).Edit(600, environment, Flag, "off");
            }

            return release;
        }

        internal string Told() => $"""
            answers {string.Join(',', Answers)}
            people {string.Join(", ", People)}
            faults {string.Join(", ", Faults)}
            edits {string.Join(", ", Edits)}
            {Counting}, approval {Approval}, on failure {OnFailure}, watchful {Watchful}, keep {Keep}, checks {string.Join(',', Checks)}
            stops {string.Join(", ", Stops)}, busy {Busy}
            """;
    }
}
