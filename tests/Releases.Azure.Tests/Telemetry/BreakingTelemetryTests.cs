using Microsoft.Extensions.Time.Testing;
using Releases.Azure.Telemetry;
using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

public sealed class BreakingTelemetryTests
{
    private static readonly Measurement Good = new Measurement.Value(1, null);

    private readonly FakeTimeProvider _time = new();
    private readonly AnsweringTelemetry _workspace = new();

    [Theory]
    [InlineData("Timeout")]
    [InlineData("Throttled")]
    [InlineData("Unreachable")]
    [InlineData("Http503")]
    public async Task Ask_AWorkspaceThatDoesNotAnswer_IsLeftAlone_AndEveryQuestionIsToldSo(string code)
    {
        var telemetry = new BreakingTelemetry(_workspace, _time);
        _workspace.Answer = _ => new Measurement.Error(code, "no");

        await AskAsync(telemetry, times: LogAnalyticsOptions.BreakingRequests);
        var open = await telemetry.AskAsync([_workspace.Question, _workspace.Question], CancellationToken.None);

        Assert.Equal(LogAnalyticsOptions.BreakingRequests, _workspace.Rounds.Count);
        Assert.Equal(["CircuitOpen", "CircuitOpen"], open.Cast<Measurement.Error>().Select(error => error.Code));
        Assert.Contains("asked again within 15 s", ((Measurement.Error)open[0]).Message);
    }

    [Fact]
    public async Task Ask_OnceTheWorkspaceAnswersAgain_GoesOnAsBefore()
    {
        var telemetry = new BreakingTelemetry(_workspace, _time);
        _workspace.Answer = _ => new Measurement.Error("Timeout", "no");
        await AskAsync(telemetry, times: LogAnalyticsOptions.BreakingRequests);

        _workspace.Answer = _ => Good;
        _time.Advance(LogAnalyticsOptions.BreakFor);

        Assert.Equal([Good], await telemetry.AskAsync([_workspace.Question], CancellationToken.None));
        Assert.Equal([Good], await telemetry.AskAsync([_workspace.Question], CancellationToken.None));
    }

    [Fact]
    public async Task Ask_WrongQueries_BreakNothing()
    {
        var telemetry = new BreakingTelemetry(_workspace, _time);
        _workspace.Answer = _ => new Measurement.Error("SemanticError", "no such column");

        await AskAsync(telemetry, times: 50);

        Assert.Equal(50, _workspace.Rounds.Count);
    }

    [Fact]
    public async Task Ask_AWorkspaceThatAnswersSomeOfTheQuestions_BreaksNothing()
    {
        var telemetry = new BreakingTelemetry(_workspace, _time);
        _workspace.Answer = question => question.Kql == "slow" ? new Measurement.Error("Timeout", "no") : Good;
        for (var round = 0; round < 50; round++)
        {
            await telemetry.AskAsync([_workspace.Question, _workspace.Question with { Kql = "slow" }], CancellationToken.None);
        }

        Assert.Equal(50, _workspace.Rounds.Count);
    }

    private async Task AskAsync(BreakingTelemetry telemetry, int times)
    {
        for (var round = 0; round < times; round++)
        {
            await telemetry.AskAsync([_workspace.Question], CancellationToken.None);
        }
    }
}
