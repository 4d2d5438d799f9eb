using Releases.Lifecycle;
using Releases.Plans;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>Plans that are rehearsed in the tests.</summary>
internal static class RehearsedPlans
{
    internal static readonly IReadOnlyList<CourseEnvironment> Environments =
    [
        new("staging", Production: false, ClientRefresh: TimeSpan.FromSeconds(30), IngestionDelay: TimeSpan.FromMinutes(3)),
        new("production", Production: true, ClientRefresh: TimeSpan.FromMinutes(1), IngestionDelay: TimeSpan.FromMinutes(5)),
    ];

    /// <summary>Fourteen days, six stages, four flags.</summary>
    internal static PlanReading.Valid Orders { get; } = Read("orders-enrichment.yaml");

    internal static Scenario Calm(PlanReading.Valid plan, long seed) => new() { Name = "calm", Plan = plan.Plan, PlanHash = plan.Hash, Environments = Environments, Seed = seed };

    internal static PlanReading.Valid Read(string file) =>
        Assert.IsType<PlanReading.Valid>(PlanReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "plans", file)), ["staging", "production"]));
}
