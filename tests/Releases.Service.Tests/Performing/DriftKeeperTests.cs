using NSubstitute;
using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace Releases.Service.Tests.Performing;

public sealed class DriftKeeperTests
{
    private const string Edited = """{"id":"orders.new","enabled":true,"description":"theirs","conditions":{"client_filters":[]}}""";
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Look_OurVersion_IsNoDriftAndReadsNoDocument()
    {
        var looked = await LookAsync("etag-1");

        Assert.Empty(looked.Drifted);
        Assert.Equal("token", looked.SyncToken);
        await _world.Documents.DidNotReceive().GetAsync(Arg.Is<string>(name => name.StartsWith("releases/", StringComparison.Ordinal)), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Look_AnotherVersion_ShowsWhatSomebodyElseHasDoneAndNotWhatTheReleaseHas()
    {
        Stands(Edited, "etag-9");

        var drifted = Assert.Single((await LookAsync("etag-2")).Drifted);

        // That the flag is on is the release's own doing.
        Assert.Equal(("orders.new", "etag-9"), (drifted.Key, drifted.ETag));
        Assert.Contains("description: nothing -> \"theirs\"", drifted.Difference, StringComparison.Ordinal);
        Assert.DoesNotContain("enabled", drifted.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_AFlagThatIsGone_HasNoVersion()
    {
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([], ["orders.new"], null, null));

        var drifted = Assert.Single((await LookAsync("etag-2")).Drifted);

        Assert.Equal((null, "the flag has been deleted"), (drifted.ETag, drifted.Difference));
    }

    [Fact]
    public async Task Look_WithoutAnAnswer_FindsNothing()
    {
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([], [], "503", null));

        Assert.Empty((await LookAsync("etag-2")).Drifted);
    }

    [Fact]
    public async Task Adopt_KeepsWhatStandsThereForTheNextWriteOnly()
    {
        var capture = await CaptureAsync();
        Stands(Edited, "etag-9");

        var adopted = Assert.IsType<ReleaseEvent.Adopted>(await AdoptAsync(capture, keep: false));

        Assert.Equal(capture, adopted.CaptureDocument);
        Assert.Equal(ServiceWorld.Off, (await _world.Captures.ReadAsync(capture, TestContext.Current.CancellationToken)).Flag("production", "orders.new").Value);
        var @base = await _world.Captures.ReadAsync(adopted.BaseDocument, TestContext.Current.CancellationToken);
        Assert.Equal((Edited, ServiceWorld.Off), (@base.Flag("production", "orders.new").Value, @base.Flag("staging", "orders.new").Value));
        // A person's edit keeps our tags of an earlier write; they are not taken over.
        Assert.Equal(["theirs"], @base.Flag("production", "orders.new").Tags.Keys);
    }

    [Fact]
    public async Task Adopt_AndKeep_MovesTheCaptureAndItsScript()
    {
        var capture = await CaptureAsync();
        Stands(Edited, "etag-9");

        var adopted = Assert.IsType<ReleaseEvent.Adopted>(await AdoptAsync(capture, keep: true));

        Assert.Equal(adopted.CaptureDocument, adopted.BaseDocument);
        Assert.NotEqual(capture, adopted.CaptureDocument);
        Assert.Contains("theirs", _world.Stored[Captures.ScriptOf(adopted.CaptureDocument)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_ChangedSinceItWasShown_TakesNothing()
    {
        var capture = await CaptureAsync();
        Stands(Edited, "etag-10");

        Assert.Equal("etag-10", Assert.Single(Assert.IsType<ReleaseEvent.AdoptionMissed>(await AdoptAsync(capture, keep: false)).Drifted).ETag);
    }

    [Fact]
    public async Task Adopt_WhatCannotTakeThePlansExposure_IsRefused()
    {
        var capture = await CaptureAsync();
        Stands("[]", "etag-9");

        Assert.Contains("orders.new of production", Assert.Single(Assert.IsType<ReleaseEvent.AdoptionRefused>(await AdoptAsync(capture, keep: false)).Reasons), StringComparison.Ordinal);
    }

    private async Task<string> CaptureAsync() => Assert.IsType<ReleaseEvent.Captured>((await _world.CaptureAsync()).Answer).Document;

    private void Stands(string value, string etag)
    {
        var tags = new Dictionary<string, string> { [WriteTags.Write] = "orders-1.0", [WriteTags.Hash] = "stale", ["theirs"] = "1" };
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found(value) with { ETag = etag, Tags = tags }], [], null, "token"));
    }

    private async Task<ReleaseEvent.Looked> LookAsync(string ours)
    {
        var reading = _world.Production.ReadAsync([], null, CancellationToken.None);
        var now = await reading;
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found()], [], null, "token"));
        var capture = await CaptureAsync();
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(now);
        var look = new Effect.Look("production", capture, null, [new LookTarget("orders.new", ours, new Exposure.On())]);
        return Assert.IsType<ReleaseEvent.Looked>(await _world.Performer.PerformAsync(look, TestContext.Current.CancellationToken));
    }

    private Task<ReleaseEvent> AdoptAsync(string capture, bool keep) => _world.Performer.PerformAsync(
        new Effect.Adopt("orders-1", capture, capture, keep, [new AdoptTarget("production", "orders.new", "etag-9", [new Exposure.On()])], new Dictionary<string, string>()),
        TestContext.Current.CancellationToken);
}
