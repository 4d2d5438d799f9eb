namespace Releases.Azure.Tests.Flags;

public sealed class ReadTests
{
    private readonly FlagsFixture _fixture = new();

    [Fact]
    public async Task Read_ExistingAndMissing_TellsThemApartToTheLetter()
    {
        var etag = _fixture.Store.Set("a", FlagsFixture.Off, tag: "data", locked: true);

        var reading = await _fixture.Flags.ReadAsync(["a", "gone"], null, CancellationToken.None);

        Assert.Null(reading.Failure);
        Assert.Equal(["gone"], reading.Missing);
        var flag = Assert.Single(reading.Found);
        Assert.Equal(("a", FlagsFixture.Off, "application/json", etag, true), (flag.Key, flag.Value, flag.ContentType, flag.ETag, flag.Locked));
        Assert.Equal("data", flag.Tags["team"]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(23, 5)]
    public async Task Read_ManyFlags_TakesFiveARequestAndKeepsTheirOrder(int flags, int requests)
    {
        string[] keys = [.. Enumerable.Range(0, flags).Select(i => $"f{i}")];
        Array.ForEach(keys, key => _fixture.Store.Set(key, FlagsFixture.Off));

        var reading = await _fixture.Flags.ReadAsync(keys, null, CancellationToken.None);

        Assert.Equal(keys, reading.Found.Select(flag => flag.Key));
        Assert.Equal(requests, _fixture.Store.Requests.Count);
    }

    [Fact]
    public async Task Read_ShortPages_FollowsThem()
    {
        _fixture.Store.PageSize = 2;
        string[] keys = ["a", "b", "c", "d", "e"];
        Array.ForEach(keys, key => _fixture.Store.Set(key, FlagsFixture.Off));

        var reading = await _fixture.Flags.ReadAsync(keys, null, CancellationToken.None);

        Assert.Equal(keys, reading.Found.Select(flag => flag.Key));
        Assert.Equal(3, _fixture.Store.Requests.Count);
    }

    [Fact]
    public async Task Read_KeysThatAreFilterSyntax_AreTakenToTheLetter()
    {
        string[] keys = ["a,b", "a*", @"a\b", "ä/ü &?#"];
        Array.ForEach(keys, key => _fixture.Store.Set(key, FlagsFixture.Off));
        _fixture.Store.Set("ab", FlagsFixture.On);

        var reading = await _fixture.Flags.ReadAsync(keys, null, CancellationToken.None);

        Assert.Equal(keys, reading.Found.Select(flag => flag.Key));
    }

    [Fact]
    public async Task Read_WithLabel_SeesThatLabelOnly()
    {
        var fixture = new FlagsFixture("prod,eu");
        fixture.Store.Set("a", FlagsFixture.On, label: "prod,eu");
        fixture.Store.Set("a", FlagsFixture.Off);

        Assert.Equal(FlagsFixture.On, Assert.Single((await fixture.Flags.ReadAsync(["a"], null, CancellationToken.None)).Found).Value);
    }

    [Fact]
    public async Task Read_DocumentThatIsNoJson_IsFoundAsItStands()
    {
        _fixture.Store.Set("a", "{oops", contentType: "application/vnd.microsoft.appconfig.ff+json;charset=utf-8");

        Assert.Equal("{oops", Assert.Single((await _fixture.Flags.ReadAsync(["a"], null, CancellationToken.None)).Found).Value);
    }

    [Fact]
    public async Task Read_SyncToken_IsSentAndTheNewestComesBack()
    {
        _fixture.Store.Set("a", FlagsFixture.Off);

        var reading = await _fixture.Flags.ReadAsync(["a"], "store=old;sn=0,other=x;sn=7", CancellationToken.None);

        Assert.Contains("other=x", string.Join(',', _fixture.Store.SyncTokensSeen), StringComparison.Ordinal);
        Assert.Equal("other=x;sn=7,store=1;sn=1", reading.SyncToken);
    }

    [Theory]
    [InlineData(401, "401")]
    [InlineData(403, "403")]
    [InlineData(503, "503")]
    public async Task Read_StoreRefuses_IsAFailureWithItsWords(int status, string named)
    {
        _fixture.Store.Before = _ => Task.FromResult<HttpResponseMessage?>(FakeStore.Status(status));

        var reading = await _fixture.Flags.ReadAsync(["a"], "t=1;sn=1", CancellationToken.None);

        Assert.Contains(named, reading.Failure, StringComparison.Ordinal);
        Assert.Empty(reading.Missing);
        Assert.Equal("t=1;sn=1", reading.SyncToken);
    }

    [Fact]
    public async Task Read_ConnectionBreaks_IsAFailure()
    {
        _fixture.Store.Before = _ => throw new HttpRequestException("reset");

        Assert.Contains("cannot be reached", (await _fixture.Flags.ReadAsync(["a"], null, CancellationToken.None)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_AnswerThatIsNoList_IsAFailure()
    {
        _fixture.Store.Before = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage { Content = new StringContent("<html>") });

        Assert.Contains("cannot be read", (await _fixture.Flags.ReadAsync(["a"], null, CancellationToken.None)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CancelledByCaller_IsThrown()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fixture.Flags.ReadAsync(["a"], null, cancelled.Token));
    }
}
