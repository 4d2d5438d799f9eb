using System.Globalization;
using CsCheck;
using Releases.Rehearsals;
using Releases.Rehearsals.Laws;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>
/// Random scenarios, every step held against the laws: 5,000 of them, or as many as the environment variable <c>RELEASES_SCENARIOS</c> says
/// (100,000 each night). What fails is shrunk, and told with its timeline and the command that repeats it.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("RELEASES_SCENARIOS") ?? "5000", CultureInfo.InvariantCulture);

    [Fact]
    public void Release_WhateverHappens_KeepsTheLawsAndEnds() =>
        GeneratedScenarios.Any.Sample(scenario => RehearsalRun.Of(scenario), iter: Count, threads: 2, print: Told);

    [Fact]
    public void Release_GivenTheSame_TellsTheSame() => GeneratedScenarios.Any.Sample(
        scenario => RehearsalRun.Of(scenario).Told() == RehearsalRun.Of(scenario).Told(), iter: Count / 20, threads: 2, print: Told);

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
            to repeat it, with the seed that stands above:
            CsCheck_Seed=<seed> dotnet test --project tests/Releases.Tests -- --filter-method "*ScenarioTests.Release_WhateverHappens*"
            """;
    }
}
