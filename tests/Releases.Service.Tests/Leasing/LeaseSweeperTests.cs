using NSubstitute;
using Releases.Leases;
using Releases.Records;
using Releases.Service.Leasing;

namespace Releases.Service.Tests.Leasing;

public sealed class LeaseSweeperTests
{
    private readonly ServiceWorld _world = new();
    private readonly List<LeaseClaim> _claims = [];

    public LeaseSweeperTests()
    {
        _world.Leases.ClaimsAsync(default).ReturnsForAnyArgs(_ => [.. _claims]);
        _world.Leases.FreeAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            _claims.RemoveAll(claim => claim.ReleaseId == call.ArgAt<string>(0));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Sweep_FreesWhatReleasesHoldOrWaitForThatAreOverOrGone()
    {
        Claim("runs", ReleasePhase.RollbackFailed);
        Claim("over", ReleasePhase.Ended);
        Claim("gone", null);
        Claim("waits", ReleasePhase.Waiting, holds: false);
        Claim("waited", ReleasePhase.Ended, holds: false);

        var freed = await Sweeper.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["gone", "over", "waited"], freed);
        Assert.Equal(["runs", "waits"], _claims.Select(claim => claim.ReleaseId));
    }

    [Fact]
    public async Task Sweep_OfReleasesThatRunForLong_LooksLessAndLessOften()
    {
        const int releases = 100;
        for (var number = 0; number < releases; number++)
        {
            Claim($"parked-{number}", ReleasePhase.Waiting);
        }

        var sweeper = Sweeper;
        for (var swept = TimeSpan.Zero; swept < TimeSpan.FromDays(7); swept += LeaseSweeper.Every)
        {
            await sweeper.SweepAsync(TestContext.Current.CancellationToken);
            _world.Time.Advance(LeaseSweeper.Every);
        }

        // A week has 2,016 sweeps; the age of a claim doubles 11 times from the first to the last.
        var looks = _world.Records.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(IReleaseRecords.FindAsync));
        Assert.InRange(looks, releases * 10, releases * 14);
    }

    [Fact]
    public async Task Sweep_WithoutClaims_ReadsNothingMore()
    {
        Assert.Empty(await Sweeper.SweepAsync(TestContext.Current.CancellationToken));

        Assert.Empty(_world.Records.ReceivedCalls());
    }

    private LeaseSweeper Sweeper => new(_world.Leases, _world.Records, _world.Time);

    private void Claim(string id, ReleasePhase? phase, bool holds = true)
    {
        _claims.Add(new LeaseClaim(id, _world.Time.GetUtcNow(), [], holds));
        _world.Records.FindAsync(id, Arg.Any<CancellationToken>()).Returns(phase is { } known ? Status(id, known) : null);
    }

    private ReleaseStatus Status(string id, ReleasePhase phase) => new()
    {
        Id = id,
        PlanName = "orders",
        PlanHash = "abc",
        Owner = "tests",
        StartedBy = "ada",
        StartedAt = _world.Time.GetUtcNow(),
        UpdatedAt = _world.Time.GetUtcNow(),
        Phase = phase,
    };
}
