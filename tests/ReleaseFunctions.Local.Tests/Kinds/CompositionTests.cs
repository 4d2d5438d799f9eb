using Releases.Judgement;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class CompositionTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Good = "{ kql: 'print value = 1', failWhen: value > 5 }";
    private const string Bad = "{ kql: 'print value = 9', failWhen: value > 5 }";
    private const string Blind = "{ kql: 'print value = real(nan)', failWhen: value > 5 }";

    [Theory]
    [InlineData("all", Good, Good, Verdict.Pass)]
    [InlineData("all", Good, Bad, Verdict.Fail)]
    [InlineData("all", Blind, Bad, Verdict.Fail)]
    [InlineData("all", Good, Blind, Verdict.NoData)]
    [InlineData("any", Good, Bad, Verdict.Pass)]
    [InlineData("any", Good, Blind, Verdict.Pass)]
    [InlineData("any", Bad, Blind, Verdict.NoData)]
    [InlineData("any", Bad, Bad, Verdict.Fail)]
    public async Task Members_AreJudgedAsOne(string how, string first, string second, Verdict verdict)
    {
        var finding = await trial.FindAsync(Workspace, $"{{ {how}: {{ one: {first}, two: {second} }}, window: 30m }}");

        Assert.Equal(verdict, finding.Verdict);
    }

    [Fact]
    public async Task Members_OfMembers_KeepTheirNames()
    {
        var finding = await trial.FindAsync(Workspace, $"{{ all: {{ one: {Good}, two: {{ any: {{ a: {Bad}, b: {Bad} }} }} }}, window: 30m }}");

        Assert.Equal((Verdict.Fail, "it.two.a 9 fails: value > 5; it.two.b 9 fails: value > 5 (2 of 2) (1 of 2)"), (finding.Verdict, finding.Text));
    }

    /// <summary>The values of a plan's own are typed, and no text becomes a query.</summary>
    [Theory]
    [InlineData("value = iff(name == \\\"it's \\\\\\\" | count\\\", 1, 0)", "name: \"it's \\\" | count\"", 1)]
    [InlineData("value = limit / 1m", "limit: 90m", 90)]
    [InlineData("value = limit * 2", "limit: 1.5", 3)]
    [InlineData("value = iff(mirrored, 4, 5)", "mirrored: false", 5)]
    [InlineData("value = iff(exposed == 0.25 and exposedSince < windowStart, 1, 0)", "mirrored: false", 1)]
    public async Task Values_OfAQuery_AreTyped(string kql, string with, double value)
    {
        var finding = await trial.FindAsync(Workspace, $"{{ kql: \"print {kql}\", with: {{ {with} }}, failWhen: value > 1000, window: 30m }}", exposed: 0.25);

        Assert.Equal((Verdict.Pass, value), (finding.Verdict, finding.Value));
    }

    [Fact]
    public async Task Series_OfAQuery_AreJudgedEachByItself()
    {
        const string kql = "datatable(series: string, value: real, samples: long)['a', 1.0, 100, 'b', 9.0, 100, 'c', 9.0, 3]";
        var finding = await trial.FindAsync(Workspace, $"{{ kql: \"{kql}\", failWhen: value > 5, minimumSamples: 50, window: 30m }}");

        Assert.Equal((Verdict.Fail, "it of b 9 on 100 samples fails: value > 5 (1 of 2); 1 series left out with too few rows"), (finding.Verdict, finding.Text));
    }

    private string Workspace => _workspace ??= trial.NewWorkspace();

    private string? _workspace;
}
