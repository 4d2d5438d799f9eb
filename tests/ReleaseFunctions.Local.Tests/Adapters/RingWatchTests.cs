using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Releases.Azure.Records;
using Releases.Records;
using Releases.Service.Performing;
using Releases.Service.Watching;

namespace ReleaseFunctions.Local.Tests.Adapters;

/// <summary>The watch over rings, on real tables.</summary>
[Collection(nameof(StorageFixture))]
public sealed class RingWatchTests(StorageFixture storage) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly IReleaseEngine _engine = Substitute.For<IReleaseEngine>();
    private TableReleaseRecords _records = null!;
    private TableRings _rings = null!;

    public async ValueTask InitializeAsync()
    {
        var (records, table) = await storage.RecordsAsync();
        (_records, _rings) = (records, new TableRings(table));
        _engine.RingAsync(default!, default).ReturnsForAnyArgs(call => _rings.NoteAsync(call.ArgAt<string>(0), _time.GetUtcNow(), CancellationToken.None));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Look_SignalStillWaits_RingsAgainAndAgain()
    {
        await SignalledAsync("r1");

        for (var look = 1; look <= 3; look++)
        {
            _time.Advance(RingWatch.Patience);
            await LookAsync();
            await _engine.Received(look).RingAsync("r1", Arg.Any<CancellationToken>());
        }

        Assert.Single(await _rings.AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Look_RungAMomentAgo_GivesItTime()
    {
        await SignalledAsync("r1");
        _time.Advance(RingWatch.Patience - TimeSpan.FromSeconds(1));

        await LookAsync();

        Assert.Empty(_engine.ReceivedCalls());
        Assert.Single(await _rings.AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Look_SignalIsAnswered_ForgetsTheRing()
    {
        await SignalledAsync("r1");
        await SignalledAsync("r2");
        await _records.PublishAsync(Status("r1", 1), [], [new SignalAnswer("001", Accepted: true, "held")], CancellationToken.None);
        _time.Advance(RingWatch.Patience);

        await LookAsync();

        Assert.Equal("r2", Assert.Single(await _rings.AllAsync(CancellationToken.None)).ReleaseId);
        await _engine.DidNotReceive().RingAsync("r1", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Look_ReleaseHasEndedWithASignalInItsInbox_ForgetsTheRing()
    {
        await SignalledAsync("r1");
        await _records.PublishAsync(Status("r1", 1) with { Phase = ReleasePhase.Ended, Outcome = ReleaseOutcome.Completed }, [], [], CancellationToken.None);
        _time.Advance(RingWatch.Patience);

        await LookAsync();

        Assert.Empty(_engine.ReceivedCalls());
        Assert.Empty(await _rings.AllAsync(CancellationToken.None));
    }

    private async Task SignalledAsync(string id)
    {
        await _records.CreateAsync(Status(id, 0), CancellationToken.None);
        await _records.StoreAsync(id, new Signal("001", SignalKind.Hold, "grace", _time.GetUtcNow(), null, null), CancellationToken.None);
        await _rings.NoteAsync(id, _time.GetUtcNow(), CancellationToken.None);
    }

    private Task LookAsync() => new RingWatch(_rings, _records, _time, NullLogger<RingWatch>.Instance).LookAsync(_engine, CancellationToken.None);

    private ReleaseStatus Status(string id, long sequence) => new()
    {
        Id = id,
        PlanName = "orders",
        PlanHash = "abc",
        Owner = "tests",
        StartedBy = "ada",
        StartedAt = _time.GetUtcNow(),
        UpdatedAt = _time.GetUtcNow().AddSeconds(sequence),
        Phase = ReleasePhase.Baking,
        Sequence = sequence,
    };
}
