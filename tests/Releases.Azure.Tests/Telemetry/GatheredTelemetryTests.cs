using Microsoft.Extensions.Time.Testing;
using Releases.Azure.Telemetry;
using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

public sealed class GatheredTelemetryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly AnsweringTelemetry _workspace = new() { Answer = question => new Measurement.Value(int.Parse(question.Kql, System.Globalization.CultureInfo.InvariantCulture), null) };
    private readonly GatheredTelemetry _telemetry;

    public GatheredTelemetryTests() => _telemetry = new GatheredTelemetry(_workspace, _time);

    [Fact]
    public async Task Ask_ByOneReleaseAlone_WaitsForNobody()
    {
        for (var tick = 0; tick < 3; tick++)
        {
            var asked = AskAsync("a", 1, 2);

            Assert.True(asked.IsCompleted);
            Assert.Equal(Values(1, 2), await asked);
        }

        Assert.Equal(3, _workspace.Rounds.Count);
    }

    [Fact]
    public async Task Ask_ByManyReleasesOfOneTick_IsOneRequest_AndEachHasItsOwnAnswers()
    {
        // The first tick finds out that there are others.
        await AskAsync("a", 0);
        _ = AskAsync("b", 0);
        _time.Advance(LogAnalyticsOptions.GatherFor);
        var before = _workspace.Rounds.Count;

        var asked = Enumerable.Range(0, 20).Select(release => AskAsync($"release-{release}", release, release + 100)).ToList();
        _time.Advance(LogAnalyticsOptions.GatherFor);
        var answers = await Task.WhenAll(asked);

        Assert.Equal(before + 1, _workspace.Rounds.Count);
        Assert.Equal(40, _workspace.Rounds[^1].Count);
        Assert.All(answers.Index(), release => Assert.Equal(Values(release.Index, release.Index + 100), release.Item));
    }

    [Fact]
    public async Task Ask_LongAfterAnotherRelease_WaitsForNobodyAgain()
    {
        await AskAsync("a", 0);
        _ = AskAsync("b", 0);
        _time.Advance(LogAnalyticsOptions.GatherFor);
        await AskedAsync("b");
        _time.Advance(LogAnalyticsOptions.GatherAfter);

        Assert.True(AskAsync("b", 1).IsCompleted);
    }

    [Fact]
    public async Task Ask_CancelledByOneOfThem_IsAnsweredToTheOthers()
    {
        await AskAsync("a", 0);
        using var patience = new CancellationTokenSource();
        var impatient = _telemetry.AskAsync([Question("b", 1)], patience.Token);
        var patient = AskAsync("c", 2);
        await patience.CancelAsync();
        _time.Advance(LogAnalyticsOptions.GatherFor);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(Values(2), await patient);
    }

    [Fact]
    public async Task Ask_ThatNobodyWaitsForAnyMore_IsGivenUp()
    {
        _workspace.Ready = new TaskCompletionSource().Task;
        using var patience = new CancellationTokenSource();
        var asked = _telemetry.AskAsync([Question("a", 1)], patience.Token);
        Assert.Equal(1, _workspace.UnderWay);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal(0, _workspace.UnderWay);
        _workspace.Ready = Task.CompletedTask;
        Assert.Equal(Values(2), await AskAsync("a", 2));
    }

    [Fact]
    public async Task Ask_OfAWorkspaceThatThrows_ThrowsToAll_AndTheNextRoundIsANewOne()
    {
        _workspace.Answer = _ => throw new InvalidDataException("no");
        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync("a", 0));

        _workspace.Answer = _ => new Measurement.Value(7, null);

        Assert.Equal(Values(7), await AskAsync("a", 0));
    }

    [Fact]
    public async Task Ask_Nothing_AsksNobody()
    {
        Assert.Empty(await _telemetry.AskAsync([], CancellationToken.None));
        Assert.Empty(_workspace.Rounds);
    }

    private async Task AskedAsync(string release)
    {
        var asked = AskAsync(release, 0);
        _time.Advance(LogAnalyticsOptions.GatherFor);
        await asked;
    }

    private Task<IReadOnlyList<Measurement>> AskAsync(string release, params int[] numbers) =>
        _telemetry.AskAsync([.. numbers.Select(number => Question(release, number))], CancellationToken.None);

    private TelemetryQuestion Question(string release, int number) =>
        _workspace.Question with { Kql = FormattableString.Invariant($"{number}"), Parameters = new Dictionary<string, KqlValue> { ["release"] = new KqlValue.Text(release) } };

    private static IEnumerable<Measurement> Values(params int[] numbers) => numbers.Select(number => new Measurement.Value(number, null));
}
