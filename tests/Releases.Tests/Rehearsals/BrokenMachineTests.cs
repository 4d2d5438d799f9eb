using CsCheck;
using Releases.Exposures;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using Releases.Rehearsals.Laws;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>Shows that the laws can fail: every machine of a list that was broken by hand is caught, always by the same scenario.</summary>
public sealed class BrokenMachineTests
{
    private const int Drawn = 1_500;
    private static readonly Lazy<IReadOnlyList<Scenario>> Scenarios = new(() => [LateWrite, .. Draw()]);

    public static TheoryData<string> Names => BrokenMachines.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Machine_BrokenByHand_IsCaught(string name) =>
        Assert.True(Scenarios.Value.Any(scenario => IsCaught(scenario, BrokenMachines.All[name])), $"A machine that {name} kept every law in {Drawn} scenarios.");

    [Fact]
    public void Machine_ThatIsNotBroken_IsNotCaught() => Assert.All(Scenarios.Value.Take(300), scenario => RehearsalRun.Of(scenario, new BrokenMachine().RunAsync));

    /// <summary>A write that lands 45 s late, and an abort in between.</summary>
    private static Scenario LateWrite => RehearsedPlans.Calm(RehearsedPlans.Orders, 1) with
    {
        Plan = RehearsedPlans.Orders.Plan with { Stages = [new Stage { Name = "canary", Environment = "production", Expose = new Exposure.On() }] },
        Stores = [new FaultSpan("production", StoreFault.Late, TimeSpan.Zero, TimeSpan.FromSeconds(2.5))],
        People = [new PersonActs(SignalKind.Abort, "grace", TimeSpan.FromSeconds(2.2))],
    };

    private static bool IsCaught(Scenario scenario, BrokenMachine broken)
    {
        try
        {
            RehearsalRun.Of(scenario, broken.RunAsync);
            return false;
        }
        catch (Exception caught) when (caught is LawBrokenException or InvalidOperationException)
        {
            // Broken enough, the real machine says itself that something cannot be.
            return true;
        }
    }

    private static IEnumerable<Scenario> Draw()
    {
        var chance = new PCG(1, 20261125);
        return Enumerable.Range(0, Drawn).Select(_ => GeneratedScenarios.Any.Generate(chance, null, out var _)).ToList();
    }
}
