using System.Net;
using Microsoft.Extensions.Time.Testing;
using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

public sealed class AskTests
{
    private readonly TelemetryFixture _fixture = new();

    [Fact]
    public async Task Ask_SeveralQuestions_AreOneRequestAndAnsweredInOrder()
    {
        _fixture.Answer = query => (200, TelemetryFixture.Table("long", query[^1..]));

        var answers = await _fixture.Telemetry.AskAsync([.. Enumerable.Range(0, 7).Select(i => Question($"{i}"))], CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => new Measurement.Value(i, null)), answers);
        Assert.Single(_fixture.Requests);
    }

    [Fact]
    public async Task Ask_NoQuestions_AsksNobody()
    {
        Assert.Empty(await _fixture.Telemetry.AskAsync([], CancellationToken.None));
        Assert.Empty(_fixture.Requests);
    }

    [Fact]
    public async Task Ask_Question_BindsTheWindowWithoutItsEnd()
    {
        await _fixture.AskAsync("T | where TimeGenerated between (windowStart .. windowEnd)");

        Assert.Equal(
            "let windowStart = datetime(2026-03-01T10:00:00.0000000Z); let windowEnd = datetime(2026-03-01T10:29:59.9999999Z); \nT | where TimeGenerated between (windowStart .. windowEnd)",
            _fixture.SentQuery());
        var question = _fixture.Requests[0]["requests"]![0]!;
        Assert.Equal("workspace-1", (string?)question["workspace"]);
        Assert.Equal("2026-03-01T10:00:00.0000000Z/2026-03-01T10:30:00.0000000Z", (string?)question["body"]!["timespan"]);
        Assert.Equal("wait=25", (string?)question["headers"]!["Prefer"]);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"; drop // \\", "\"\\\"; drop // \\\\\"")]
    [InlineData("a\nb\r\tc\u2028\0", "\"a\\nb\\r\\tc\\u2028\\u0000\"")]
    public async Task Ask_Parameter_IsALiteralWhateverItHolds(string value, string literal)
    {
        await _fixture.AskAsync("T", new Dictionary<string, KqlValue> { ["stage"] = new KqlValue.Text(value) });

        Assert.Contains($"let stage = {literal}; \nT", _fixture.SentQuery(), StringComparison.Ordinal);
        Assert.Equal(2, _fixture.SentQuery().Split('\n').Length);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("1a")]
    [InlineData("")]
    [InlineData("windowEnd")]
    [InlineData("x = 1; let y")]
    public async Task Ask_ParameterWithoutAName_IsAnErrorOfThatQuestionOnly(string name)
    {
        var answers = await _fixture.Telemetry.AskAsync(
            [Question("T") with { Parameters = new Dictionary<string, KqlValue> { [name] = new KqlValue.Text("x") } }, Question("T")], CancellationToken.None);

        Assert.Equal("InvalidParameter", Assert.IsType<Measurement.Error>(answers[0]).Code);
        Assert.IsType<Measurement.Value>(answers[1]);
    }

    [Fact]
    public async Task Ask_OneOfThreeFails_TouchesOnlyItself()
    {
        _fixture.Answer = query => query.EndsWith("bad", StringComparison.Ordinal)
            ? (400, """{"error":{"code":"BadArgumentError","message":"no"}}""")
            : (200, TelemetryFixture.Table("real", "2.5"));

        var answers = await _fixture.Telemetry.AskAsync([Question("a"), Question("bad"), Question("c")], CancellationToken.None);

        Assert.Equal([new Measurement.Value(2.5, null), new Measurement.Error("BadArgumentError", "no"), new Measurement.Value(2.5, null)], answers);
    }

    [Fact]
    public async Task Ask_MoreThanABatchTakes_IsSplit()
    {
        var answers = await _fixture.Telemetry.AskAsync([.. Enumerable.Range(0, 250).Select(i => Question($"{i}"))], CancellationToken.None);

        Assert.Equal(250, answers.Count);
        Assert.Equal(3, _fixture.Requests.Count);
    }

    [Theory]
    [InlineData(429, "Throttled")]
    [InlineData(504, "Timeout")]
    [InlineData(403, "Http403")]
    [InlineData(500, "Http500")]
    public async Task Ask_WholeBatchRefused_IsAnErrorOfEach(int status, string code)
    {
        _fixture.Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage((HttpStatusCode)status));

        var answers = await _fixture.Telemetry.AskAsync([Question("a"), Question("b")], CancellationToken.None);

        Assert.All(answers, answer => Assert.Equal(code, Assert.IsType<Measurement.Error>(answer).Code));
        Assert.Equal(2, answers.Count);
    }

    [Fact]
    public async Task Ask_RefusalWithTheServicesWord_IsNamedByIt()
    {
        _fixture.Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.Forbidden)
        {
            Content = new StringContent("""{"error":{"code":"InsufficientAccessError","message":"no"}}""", null, "application/json"),
        });

        Assert.Equal("InsufficientAccessError", Assert.IsType<Measurement.Error>(await _fixture.AskAsync()).Code);
    }

    [Fact]
    public async Task Ask_NoConnection_IsUnreachable()
    {
        _fixture.Before = _ => throw new HttpRequestException("reset");

        Assert.Equal("Unreachable", Assert.IsType<Measurement.Error>(await _fixture.AskAsync()).Code);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("""{"other":1}""")]
    public async Task Ask_AnswerThatIsNone_IsUnreadable(string text)
    {
        _fixture.Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage { Content = new StringContent(text, null, "application/json") });

        Assert.Equal("Unreadable", Assert.IsType<Measurement.Error>(await _fixture.AskAsync()).Code);
    }

    [Fact]
    public async Task Ask_QuestionLeftOut_HasNoAnswer()
    {
        _fixture.Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage { Content = new StringContent("""{"responses":[]}""", null, "application/json") });

        Assert.Equal("NoAnswer", Assert.IsType<Measurement.Error>(await _fixture.AskAsync()).Code);
    }

    [Fact]
    public async Task Ask_ServiceHangs_TimesOutAfterThirtySeconds()
    {
        var time = new FakeTimeProvider();
        var fixture = new TelemetryFixture(time);
        var asked = new TaskCompletionSource();
        fixture.Before = async cancellation =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return null;
        };

        var asking = fixture.AskAsync();
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new Measurement.Error("Timeout", "no answer within 30 s"), await asking);
    }

    [Fact]
    public async Task Ask_CancelledByCaller_IsThrown()
    {
        using var cancellation = new CancellationTokenSource();
        _fixture.Before = async _ =>
        {
            await cancellation.CancelAsync();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.Telemetry.AskAsync([Question("a")], cancellation.Token));
    }

    private static TelemetryQuestion Question(string kql) => new("c", kql, TelemetryFixture.Window, new Dictionary<string, KqlValue>());
}
