using Releases.Exposures;

namespace Releases.Azure.Tests.Flags;

public sealed class RestoreTests
{
    private readonly FlagsFixture _fixture = new();

    [Fact]
    public async Task Restore_OurExposure_ComesBackToTheLetterWithANewVersion()
    {
        _fixture.Store.Set("a", FlagsFixture.Off, tag: "data");
        var captured = await _fixture.CaptureAsync("a");
        await _fixture.ExposeAsync(captured);
        _fixture.Store.Requests.Clear();

        var restored = Assert.IsType<FlagRestoreResult.Restored>(await _fixture.RestoreAsync(captured));

        var now = _fixture.Store.Get("a");
        Assert.Equal((FlagsFixture.Off, "data", restored.ETag), ((string?)now["value"], (string?)now["tags"]!["team"], (string?)now["etag"]));
        Assert.Equal(["GET /kv", "PUT /kv/.appconfig.featureflag%2Fa", "GET /kv"], _fixture.Store.Requests);
    }

    [Fact]
    public async Task Restore_NeverWritten_WritesSoThatALateExposeFails()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");

        Assert.IsType<FlagRestoreResult.Restored>(await _fixture.RestoreAsync(captured));
        Assert.IsType<FlagWriteResult.Drifted>(await _fixture.ExposeAsync(captured));

        Assert.Equal(FlagsFixture.Off, (string?)_fixture.Store.Get("a")["value"]);
    }

    [Fact]
    public async Task Restore_LateExposeLandsInBetween_IsRestoredAllTheSame()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        var late = true;
        _fixture.Store.Before = async request =>
        {
            if (late && request.Method == HttpMethod.Put)
            {
                late = false;
                await _fixture.ExposeAsync(captured);
            }

            return null;
        };

        Assert.IsType<FlagRestoreResult.Restored>(await _fixture.RestoreAsync(captured));
        Assert.Equal(FlagsFixture.Off, (string?)_fixture.Store.Get("a")["value"]);
    }

    [Fact]
    public async Task Restore_Repeated_ChangesNothing()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        var first = await _fixture.RestoreAsync(captured);
        _fixture.Store.Requests.Clear();

        Assert.Equal(first, await _fixture.RestoreAsync(captured));
        Assert.Equal(["GET /kv"], _fixture.Store.Requests);
    }

    [Fact]
    public async Task Restore_LostResponse_IsRestoredByTheReadBack()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        await _fixture.ExposeAsync(captured);
        var lost = 0;
        _fixture.Store.Lose = request => request.Method == HttpMethod.Put && lost++ == 0;

        Assert.IsType<FlagRestoreResult.Restored>(await _fixture.RestoreAsync(captured));
    }

    [Fact]
    public async Task Restore_TurnedOffByHand_StaysOff()
    {
        _fixture.Store.Set("a", FlagsFixture.On);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Set("a", """{"id":"a","enabled":false}""");

        Assert.IsType<FlagRestoreResult.LeftOff>(await _fixture.RestoreAsync(captured));
        Assert.Equal("""{"id":"a","enabled":false}""", (string?)_fixture.Store.Get("a")["value"]);
    }

    [Fact]
    public async Task Restore_DriftedLockedAndFailingFlags_DoNotKeepTheOthers()
    {
        string[] flags = ["drifted", "locked", "deleted", "good", "fails"];
        var captured = new List<CapturedFlag>();
        foreach (var flag in flags)
        {
            _fixture.Store.Set(flag, FlagsFixture.Off);
            captured.Add(await _fixture.CaptureAsync(flag));
            await _fixture.ExposeAsync(captured[^1]);
        }

        _fixture.Store.Set("drifted", """{"id":"a","enabled":true,"mine":1}""");
        _fixture.Store.Get("locked")["locked"] = true;
        _fixture.Store.Delete("deleted");
        _fixture.Store.Before = request => Task.FromResult(
            request.RequestUri!.AbsolutePath.EndsWith("fails", StringComparison.Ordinal) ? FakeStore.Status(503) : null);

        var restoring = await _fixture.Flags.RestoreAsync([.. captured.Select(flag => new FlagRestore(flag, "r1", "r1.restore.1"))], null, CancellationToken.None);

        Assert.Collection(
            restoring.Results,
            result => Assert.IsType<FlagRestoreResult.Drifted>(result),
            result => Assert.IsType<FlagRestoreResult.Locked>(result),
            result => Assert.IsType<FlagRestoreResult.Drifted>(result),
            result => Assert.IsType<FlagRestoreResult.Restored>(result),
            result => Assert.IsType<FlagRestoreResult.Unknown>(result));
        Assert.Equal(flags, restoring.Results.Select(result => result.Key));
    }

    [Fact]
    public async Task Restore_ChangedByOthersAgainAndAgain_EndsUnknownAfterItsRounds()
    {
        var fixture = new FlagsFixture(rounds: 3);
        fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await fixture.CaptureAsync("a");
        fixture.Store.Before = request =>
        {
            if (request.Method == HttpMethod.Put)
            {
                fixture.Store.Set("a", FlagsFixture.Off);
            }

            return Task.FromResult<HttpResponseMessage?>(null);
        };

        Assert.Contains("3 rounds", Assert.IsType<FlagRestoreResult.Unknown>(await fixture.RestoreAsync(captured)).Reason, StringComparison.Ordinal);
        Assert.Equal(3, fixture.Store.Requests.Count(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Restore_FiftyFlags_TakesOneReadForFiveAndOneWriteEach()
    {
        var captured = new List<CapturedFlag>();
        foreach (var flag in Enumerable.Range(0, 50).Select(i => $"f{i}"))
        {
            _fixture.Store.Set(flag, FlagsFixture.Off);
            captured.Add(await _fixture.CaptureAsync(flag));
        }

        var restoring = await _fixture.Flags.RestoreAsync([.. captured.Select(flag => new FlagRestore(flag, "r1", "r1.restore.1"))], null, CancellationToken.None);

        Assert.All(restoring.Results, result => Assert.IsType<FlagRestoreResult.Restored>(result));
        Assert.Equal(10 + 50 + 10, _fixture.Store.Requests.Count);
    }
}
