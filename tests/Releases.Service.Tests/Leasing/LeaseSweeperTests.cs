using NSubstitute;
using Releases.Leases;
using Releases.Records;
using Releases.Service.Leasing;

namespace Releases.Service.Tests.Leasing;

public sealed class LeaseSweeperTests
{
    private readonly ServiceWorld _world = new();
    private readonly List<LeaseClaim> _claims = [];
    private readonly List<string> _open = [];

    public LeaseSweeperTests()
    {
        _world.Leases.ClaimsAsync(default).ReturnsForAnyArgs(_ => [.. _claims]);
        _world.Records.OpenAsync(default).ReturnsForAnyArgs(_ => [.. _open]);
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
    public async Task Sweep_OfReleasesThatRun_CostsTheSameHoweverManyThereAre()
    {
        for (var number = 0; number < 100; number++)
        {
            Claim($"parked-{number}", ReleasePhase.Waiting);
        }

        Assert.Empty(await Sweeper.SweepAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain(_world.Records.ReceivedCalls(), call => call.GetMethodInfo().Name == nameof(IReleaseRecords.FindAsync));
    }

    [Fact]
    public async Task Sweep_OfAReleaseThatTheIndexLacks_AsksItsOwnStatus()
    {
        Claim("runs", ReleasePhase.Baking);
        _open.Clear();

        Assert.Empty(await Sweeper.SweepAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sweep_WithoutClaims_ReadsNothingMore()
    {
        Assert.Empty(await Sweeper.SweepAsync(TestContext.Current.CancellationToken));

        Assert.Empty(_world.Records.ReceivedCalls());
    }

    private LeaseSweeper Sweeper => new(_world.Leases, _world.Records);

    private void Claim(string id, ReleasePhase? phase, bool holds = true)
    {
        if (phase is not (null or ReleasePhase.Ended))
        {
            _open.Add(id);
        }

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
