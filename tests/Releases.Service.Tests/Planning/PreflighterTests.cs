using NSubstitute;
using Releases.Judgement;
using Releases.Plans;
using Releases.Preflights;
using Releases.Service.Planning;

namespace Releases.Service.Tests.Planning;

public sealed class PreflighterTests
{
    private const string Two = """
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: orders, owner: tests }
        flags:
          - { key: orders.new, category: operational, owner: tests }
        criteria:
          quick: { kql: "quick", failWhen: value > 1, window: 1m }
          slow: { kql: "slow", failWhen: value > 1, window: 1m }
        guardrails: [quick, slow]
        stages:
          - { name: first, environment: staging, expose: on, bake: 1m }
        """;

    private readonly ServiceWorld _world = new();
    private readonly List<IReadOnlyList<TelemetryQuestion>> _asked = [];

    /// <summary>How long a request with this question takes, and its answer.</summary>
    private Func<TelemetryQuestion, (TimeSpan Took, Measurement Answer)> _answer = _ => (TimeSpan.FromSeconds(1), new Measurement.Value(0, 10));

    public PreflighterTests() => _world.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(call =>
    {
        var questions = call.ArgAt<IReadOnlyList<TelemetryQuestion>>(0);
        _asked.Add(questions);
        var answers = questions.Select(question => _answer(question)).ToList();
        _world.Time.Advance(answers.Max(answer => answer.Took));
        return [.. answers.Select(answer => answer.Answer)];
    });

    [Fact]
    public async Task Preflight_AsksAllOfAnEnvironmentInOneRequest_AndItsFlagsInAnother()
    {
        var preflight = await RunAsync();

        Assert.True(preflight.Passes);
        Assert.Equal([["quick", "slow"], [""]], _asked.Select(round => round.Select(question => question.Criterion)));
        Assert.All(_asked[0], question => Assert.Equal(_world.Time.GetUtcNow() - TimeSpan.FromMinutes(3) - TimeSpan.FromSeconds(2), question.Window.End));
    }

    [Fact]
    public async Task Preflight_OfACriterionThatTakesLong_NamesIt()
    {
        _answer = question => (TimeSpan.FromSeconds(question.Kql == "slow" ? 14 : 1), new Measurement.Value(0, 10));

        var preflight = await RunAsync();

        var slow = Assert.Single(preflight.Findings, finding => finding is { Level: PreflightLevel.Warning, About: "slow" });
        Assert.Equal("slow took 14 s alone; a release waits 30 s for all of its criteria together", slow.Text);
    }

    [Fact]
    public async Task Preflight_OfACriterionThatTakesTooLong_IsAnErrorOfIt_AndNoOtherSuffers()
    {
        var timeout = new Measurement.Error("Timeout", "no answer within 30 s");
        _answer = question => (TimeSpan.FromSeconds(question.Kql == "slow" ? 30 : 1), _asked[^1].Any(other => other.Kql == "slow") ? timeout : new Measurement.Value(0, 10));

        var preflight = await RunAsync();

        Assert.Equal("slow", Assert.Single(preflight.Findings, finding => finding.Level == PreflightLevel.Error).About);
        Assert.Equal(PreflightLevel.Fine, Assert.Single(preflight.Findings, finding => finding.About == "quick").Level);
    }

    private Task<Preflight> RunAsync() => new Preflighter(_world.Environments, new PlanQuestions(_world.Environments, _world.Measurer), _world.Preflights, _world.Time).RunAsync(
        (PlanReading.Valid)_world.Starter.Check(Two), PreflightQuestions.UsualPast, TestContext.Current.CancellationToken);
}
