namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>Plans that take milliseconds.</summary>
internal static class QuickPlans
{
    private const int TickMilliseconds = 200;

    public const string Approval = ", approval: { by: release-managers, within: 30d }";

    /// <param name="stages">Flow mappings, one a line.</param>
    /// <param name="criteria">How many there are: <c>c0</c>, <c>c1</c> and so on, with a window of one tick each.</param>
    /// <param name="value">What every measurement gives; above 1 it fails.</param>
    public static string Of(string name, IEnumerable<string> flags, IEnumerable<string> stages, int criteria = 0, string value = "0.0") => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{name}}, owner: tests }
        flags:
        {{Lines(flags.Select(key => $"  - {{ key: {key}, category: operational, owner: tests }}"))}}
        {{(criteria == 0 ? "criteria: {}" : "criteria:")}}
        {{Lines(Enumerable.Range(0, criteria).Select(number => $"  c{number}: {{ kql: 'print value = {value}', failWhen: value > 1, window: {TickMilliseconds}ms }}"))}}
        stages:
        {{Lines(stages.Select(stage => $"  - {stage}"))}}
        """;

    /// <summary>A stage that is judged over so many ticks.</summary>
    public static string Baked(string name, string environment, string expose, int criteria, int ticks = 1) =>
        $"{{ name: {name}, environment: {environment}, expose: {expose}, bake: {ticks * TickMilliseconds}ms, criteria: [{string.Join(", ", Enumerable.Range(0, criteria).Select(number => $"c{number}"))}] }}";

    /// <summary>A stage that is exposed and left.</summary>
    public static string Plain(string name, string environment, string expose, string approval = "") =>
        $"{{ name: {name}, environment: {environment}, expose: {expose}{approval} }}";

    public static IReadOnlyList<string> Flags(string prefix, int count) => [.. Enumerable.Range(0, count).Select(number => $"{prefix}-{number}")];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
