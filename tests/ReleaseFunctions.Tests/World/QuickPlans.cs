namespace ReleaseFunctions.Tests.World;

/// <summary>Plans over one flag whose stages take milliseconds, or hours where a test wants one to wait.</summary>
internal static class QuickPlans
{
    internal const string Flag = "orders";

    private const string Errors = """{ errors: { kql: "print value = 0.0", failWhen: value > 1, window: 75ms, deadline: 1m } }""";

    /// <summary>On in staging, then in production, each judged over two windows.</summary>
    internal static readonly string TwoStages = Of(Stage("first", MemoryWorld.Staging, "on", "150ms", 1), Stage("second", MemoryWorld.Production, "on", "150ms", 1));

    /// <summary>Half of production for six hours, then all of it.</summary>
    internal static readonly string LongBake = Of(Stage("half", MemoryWorld.Production, "{ percent: 50 }", "6h"), Stage("all", MemoryWorld.Production, "on"));

    /// <summary>Half of production; all of it once somebody has agreed.</summary>
    internal static readonly string Approved = Of(
        Stage("half", MemoryWorld.Production, "{ percent: 50 }"),
        $"{{ name: all, environment: {MemoryWorld.Production}, expose: on, approval: {{ by: release-managers, within: 30d }} }}");

    internal static string Of(params IEnumerable<string> stages) => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: orders, owner: tests }
        flags:
          - { key: {{Flag}}, category: operational, owner: tests }
        criteria: {{(stages.Any(stage => stage.Contains("[errors]", StringComparison.Ordinal)) ? Errors : "{}")}}
        stages:
        {{string.Join('\n', stages.Select(stage => $"  - {stage}"))}}
        """;

    internal static string Stage(string name, string environment, string expose, string bake = "0s", int criteria = 0) =>
        $"{{ name: {name}, environment: {environment}, expose: {expose}, bake: {bake}, criteria: [{(criteria == 0 ? "" : "errors")}] }}";
}
