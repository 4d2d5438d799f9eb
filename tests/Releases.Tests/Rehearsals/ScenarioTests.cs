using System.Globalization;
using CsCheck;
using Releases.Rehearsals;
using Releases.Rehearsals.Laws;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>
/// Random scenarios, every step held against the laws: 5,000 that are always the same, so that the suite says the same of the same code, or as
/// many new ones as the environment variable <c>RELEASES_SCENARIOS</c> says (100,000 each night), shrunk where one fails. What fails is told with
/// its timeline and the command that repeats it.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly int? Asked = Environment.GetEnvironmentVariable("RELEASES_SCENARIOS") is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : null;

    [Fact]
    public void Release_WhateverHappens_KeepsTheLawsAndEnds() => Each(5_000, 1, Asked, scenario => RehearsalRun.Of(scenario));

    [Fact]
    public void Release_GivenTheSame_TellsTheSame() =>
        Each(250, 2, Asked / 20, scenario => Assert.Equal(RehearsalRun.Of(scenario).Told(), RehearsalRun.Of(scenario).Told()));

    private static void Each(int always, ulong seed, int? asked, Action<Scenario> holds)
    {
        if (asked is { } many)
        {
            GeneratedScenarios.Any.Sample(holds, iter: many, threads: 2, print: Told);
            return;
        }

        Parallel.ForEach(GeneratedScenarios.Draw(always, seed), new ParallelOptions { MaxDegreeOfParallelism = 2 }, (scenario, _, index) =>
        {
            try
            {
                holds(scenario);
            }
            catch (LawBrokenException broken)
            {
                Assert.Fail($"Scenario {index} of seed {seed} breaks a law: {broken.Message}\n{Told(scenario)}");
            }
        });
    }

    private static string Told(Scenario scenario)
    {
        string end;
        try
        {
            end = RehearsalRun.Of(scenario).Told();
        }
        catch (LawBrokenException broken)
        {
            end = $"{broken.Timeline}\nbroken: {broken.Message}";
        }

        return $"""
            {scenario.Told()}
            {end}
            to repeat it (and where a seed of CsCheck stands above, with CsCheck_Seed=<seed> RELEASES_SCENARIOS=1 before it):
            dotnet test --project tests/Releases.Tests -- --filter-method "*ScenarioTests.Release_WhateverHappens*"
            """;
    }
}
