using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Releases.Exposures;

namespace Releases.Azure.Tests.Flags;

public sealed class ExposeTests
{
    private const string WriteId = "r1.canary.0.1";
    private readonly FlagsFixture _fixture = new();

    [Fact]
    public async Task Expose_UnchangedFlag_IsOneWriteWithOurTags()
    {
        _fixture.Store.Set("a", FlagsFixture.Off, tag: "data");
        var captured = await _fixture.CaptureAsync("a");

        var confirmed = Assert.IsType<FlagWriteResult.Confirmed>(await _fixture.ExposeAsync(captured, WriteId, exposure: new Exposure.Targeted(5, [], [])));

        var written = _fixture.Store.Get("a");
        Assert.Equal((string?)written["etag"], confirmed.ETag);
        Assert.Equal(["PUT /kv/.appconfig.featureflag%2Fa"], _fixture.Store.Requests);
        Assert.True((bool)JsonNode.Parse((string)written["value"]!)!["enabled"]!);
        Assert.Equal("application/json", (string?)written["content_type"]);
        Assert.Equal("data", (string?)written["tags"]!["team"]);
        Assert.Equal(WriteId, (string?)written["tags"]![WriteTags.Write]);
        Assert.Equal(WriteTags.HashOf((string)written["value"]!, "application/json"), (string?)written["tags"]![WriteTags.Hash]);
    }

    [Fact]
    public async Task Expose_LabelledFlag_WritesUnderItsLabel()
    {
        var fixture = new FlagsFixture("prod");
        fixture.Store.Set("a", FlagsFixture.Off, "prod");
        fixture.Store.Set("a", FlagsFixture.Off);

        await fixture.ExposeAsync(await fixture.CaptureAsync("a", "prod"));

        Assert.Contains("true", (string?)fixture.Store.Get("a", "prod")["value"], StringComparison.Ordinal);
        Assert.Equal(FlagsFixture.Off, (string?)fixture.Store.Get("a")["value"]);
    }

    [Fact]
    public async Task Expose_LostResponse_IsFoundOutAndConfirmed()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        var lost = 0;
        _fixture.Store.Lose = request => request.Method == HttpMethod.Put && lost++ == 0;

        var confirmed = Assert.IsType<FlagWriteResult.Confirmed>(await _fixture.ExposeAsync(captured));

        Assert.Equal((string?)_fixture.Store.Get("a")["etag"], confirmed.ETag);
        Assert.Equal(3, _fixture.Store.Requests.Count);
    }

    [Fact]
    public async Task Expose_RepeatedByTheMachine_IsConfirmedWithoutASecondVersion()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        var first = await _fixture.ExposeAsync(captured);

        Assert.Equal(first, await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_SomebodyElsesEdit_IsDriftAndStays()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Set("a", FlagsFixture.On);

        var drifted = Assert.IsType<FlagWriteResult.Drifted>(await _fixture.ExposeAsync(captured));

        Assert.Equal("enabled: false -> true", drifted.Difference);
        Assert.Equal(FlagsFixture.On, (string?)_fixture.Store.Get("a")["value"]);
    }

    [Fact]
    public async Task Expose_EditThatKeptOurTags_IsDrift()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        await _fixture.ExposeAsync(captured);
        _fixture.Store.Get("a")["value"] = FlagsFixture.Off;
        _fixture.Store.Get("a")["etag"] = "ffff";

        Assert.IsType<FlagWriteResult.Drifted>(await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_DeletedFlag_IsDriftAndIsNotMadeAnew()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Delete("a");

        Assert.Equal("the flag has been deleted", Assert.IsType<FlagWriteResult.Drifted>(await _fixture.ExposeAsync(captured)).Difference);
        Assert.Empty((await _fixture.Flags.ReadAsync(["a"], null, CancellationToken.None)).Found);
    }

    [Fact]
    public async Task Expose_LockedFlag_IsLocked()
    {
        _fixture.Store.Set("a", FlagsFixture.Off, locked: true);

        Assert.IsType<FlagWriteResult.Locked>(await _fixture.ExposeAsync(await _fixture.CaptureAsync("a")));
    }

    [Fact]
    public async Task Expose_LockedRightAfterOurLostWrite_IsConfirmed()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Lose = request =>
        {
            if (request.Method != HttpMethod.Put || (bool)_fixture.Store.Get("a")["locked"]!)
            {
                return false;
            }

            _fixture.Store.Get("a")["locked"] = true;
            return true;
        };

        Assert.IsType<FlagWriteResult.Confirmed>(await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_NoConnection_IsUnknown()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Before = _ => throw new HttpRequestException("reset");

        Assert.Contains("cannot be reached", Assert.IsType<FlagWriteResult.Unknown>(await _fixture.ExposeAsync(captured)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expose_ThrottledThenServed_IsConfirmed()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        var refusals = 2;
        _fixture.Store.Before = _ => Task.FromResult(refusals-- > 0 ? FakeStore.Status(429, "1") : null);

        Assert.IsType<FlagWriteResult.Confirmed>(await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_ThrottledForLong_IsUnknownWhenTheDeadlineIsOver()
    {
        var time = new FakeTimeProvider();
        var fixture = new FlagsFixture(time: time);
        fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await fixture.CaptureAsync("a");
        var asked = new TaskCompletionSource();
        fixture.Store.Before = _ =>
        {
            asked.TrySetResult();
            return Task.FromResult<HttpResponseMessage?>(FakeStore.Status(429, "3600000"));
        };

        var exposing = fixture.ExposeAsync(captured);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("no answer within 30 s", Assert.IsType<FlagWriteResult.Unknown>(await exposing).Reason);
    }

    [Fact]
    public async Task Expose_ReadAfterRefusalFails_IsUnknown()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Set("a", FlagsFixture.On);
        _fixture.Store.Before = request => Task.FromResult(request.Method == HttpMethod.Get ? FakeStore.Status(500) : null);

        Assert.IsType<FlagWriteResult.Unknown>(await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_ReadOlderThanTheRefusal_IsUnknownAndNotDrift()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        _fixture.Store.Before = request => Task.FromResult(request.Method == HttpMethod.Put ? FakeStore.Status(412) : null);

        Assert.IsType<FlagWriteResult.Unknown>(await _fixture.ExposeAsync(captured));
    }

    [Fact]
    public async Task Expose_TooLarge_IsImpossibleBeforeAnyRequest()
    {
        var tooLong = $$"""{"id":"a","enabled":false,"description":"{{new string('x', 10_200)}}"}""";
        _fixture.Store.Set("a", tooLong);
        var captured = await _fixture.CaptureAsync("a");

        var impossible = Assert.IsType<FlagWriteResult.Impossible>(await _fixture.ExposeAsync(captured));

        Assert.Contains("10,240", impossible.Reason, StringComparison.Ordinal);
        Assert.Empty(_fixture.Store.Requests);
    }

    [Fact]
    public async Task Expose_FiltersThatWouldDefeatIt_IsImpossible()
    {
        _fixture.Store.Set("a", """{"id":"a","enabled":false,"conditions":{"client_filters":[{"name":"Mine"}]}}""");

        var result = await _fixture.ExposeAsync(await _fixture.CaptureAsync("a"), exposure: new Exposure.Targeted(5, [], []));

        Assert.Contains("requirement_type", Assert.IsType<FlagWriteResult.Impossible>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expose_ManyFlags_GivesEachItsOwnResultInOrder()
    {
        var captured = new List<CapturedFlag>();
        foreach (var flag in Enumerable.Range(0, 100).Select(i => $"f{i}"))
        {
            _fixture.Store.Set(flag, FlagsFixture.Off);
            captured.Add(await _fixture.CaptureAsync(flag));
        }

        _fixture.Store.Set("f7", FlagsFixture.On);

        var writing = await _fixture.Flags.ExposeAsync([.. captured.Select(flag => new FlagWrite(flag, new Exposure.On(), flag.ETag, WriteId))], null, CancellationToken.None);

        Assert.Equal(captured.Select(flag => flag.Key), writing.Results.Select(result => result.Key));
        Assert.Equal("f7", Assert.Single(writing.Results, result => result is not FlagWriteResult.Confirmed).Key);
        Assert.StartsWith("store=", writing.SyncToken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expose_CancelledByCaller_IsThrown()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);
        var captured = await _fixture.CaptureAsync("a");
        using var cancellation = new CancellationTokenSource();
        _fixture.Store.Before = async _ =>
        {
            await cancellation.CancelAsync();
            return null;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _fixture.Flags.ExposeAsync([new FlagWrite(captured, new Exposure.On(), captured.ETag, WriteId)], null, cancellation.Token));
    }
}
