namespace Benchmarks;

/// <summary>The plans that are measured.</summary>
internal static class BenchPlans
{
    public static string Of(string name, IEnumerable<string> flags, string criteria, params IEnumerable<string> stages) => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{name}}, owner: benchmarks }
        flags:
        {{Lines(flags.Select(key => $"  - {{ key: {key}, category: operational, owner: benchmarks }}"))}}
        criteria: {{{criteria}}}
        stages:
        {{Lines(stages.Select(stage => $"  - {stage}"))}}
        """;

    public static string Stage(string name, string expose, string more = "") => $"{{ name: {name}, environment: {BenchWorld.Environment}, expose: {expose}{more} }}";

    public static string[] Flags(string prefix, int count) => [.. Enumerable.Range(0, count).Select(number => $"{prefix}-{number}")];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
