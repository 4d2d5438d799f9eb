using NSubstitute;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Service.Tests.Leasing;

public sealed class LeaseKeeperTests
{
    private static readonly DateTimeOffset Since = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Take_WantsFlagsAndPipelinesOfEachEnvironment()
    {
        IReadOnlyList<LeaseName>? names = null;
        _world.Leases.TakeAsync(default!, default!, default, default, default, default).ReturnsForAnyArgs(call =>
        {
            names = call.ArgAt<IReadOnlyList<LeaseName>>(1);
            return new LeaseTaking.Taken();
        });

        var taken = Assert.IsType<ReleaseEvent.LeasesTaken>(await TakeAsync(OnBusy.Refuse));

        Assert.Equal(new ReleaseEvent.LeasesTaken(2, 2), taken);
        Assert.Equal(
            ["flag orders.new of production", "flag orders.new of staging", "pipeline orders-ingest of production", "pipeline orders-ingest of staging"],
            names!.Select(name => name.Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(OnBusy.Refuse, false)]
    [InlineData(OnBusy.Queue, true)]
    [InlineData(OnBusy.Supersede, true)]
    public async Task Take_EntersTheQueueUnlessThePlanRefuses(OnBusy onBusy, bool waits)
    {
        await TakeAsync(onBusy);

        await _world.Leases.Received(1).TakeAsync(Arg.Any<string>(), Arg.Any<IReadOnlyList<LeaseName>>(), Arg.Any<DateTimeOffset>(), Arg.Any<DateTimeOffset>(), waits, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Busy_ByAReleaseThatIsOverOrGone_IsFreedAndTaken(bool isGone)
    {
        Busy("dead", thenTaken: true);
        _world.Records.FindAsync("dead", Arg.Any<CancellationToken>()).Returns(isGone ? null : Status("dead", ReleasePhase.Ended));

        Assert.IsType<ReleaseEvent.LeasesTaken>(await TakeAsync(OnBusy.Refuse));

        await _world.Leases.Received(1).FreeAsync("dead", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Busy_Superseding_StoresOneSignalForTheOtherAndRings()
    {
        Busy("older", thenTaken: false);
        _world.Records.FindAsync("older", Arg.Any<CancellationToken>()).Returns(Status("older", ReleasePhase.Baking));

        await TakeAsync(OnBusy.Supersede);
        Assert.IsType<ReleaseEvent.LeasesBusy>(await TakeAsync(OnBusy.Supersede));

        await _world.Records.Received(2).StoreAsync(
            "older", Arg.Is<Signal>(signal => signal.Id == "superseded-by-orders-1" && signal.Kind == SignalKind.Supersede && signal.By == "orders-1"), Arg.Any<CancellationToken>());
        await _world.Engine.Received(2).RingAsync("older", Arg.Any<CancellationToken>());
        await _world.Leases.DidNotReceiveWithAnyArgs().FreeAsync(default!, default);
    }

    [Theory]
    [InlineData(OnBusy.Refuse)]
    [InlineData(OnBusy.Queue)]
    public async Task Busy_NotSuperseding_LeavesTheOtherAlone(OnBusy onBusy)
    {
        Busy("older", thenTaken: false);
        _world.Records.FindAsync("older", Arg.Any<CancellationToken>()).Returns(Status("older", ReleasePhase.Baking));

        Assert.Equal("older", Assert.Single(Assert.IsType<ReleaseEvent.LeasesBusy>(await TakeAsync(onBusy)).Conflicts).ReleaseId);

        await _world.Records.DidNotReceiveWithAnyArgs().StoreAsync(default!, default!, default);
        Assert.Empty(_world.Engine.ReceivedCalls());
    }

    [Fact]
    public async Task Take_MoreThanAReleaseCanHold_SaysHowManyItCan()
    {
        _world.Leases.TakeAsync(default!, default!, default, default, default, default).ReturnsForAnyArgs(new LeaseTaking.TooMany(98));

        var refused = Assert.IsType<ReleaseEvent.LeasesRefused>(await TakeAsync(OnBusy.Queue));

        Assert.Equal("it wants 4 flags and pipelines over all environments; a release can hold 98", refused.Reason);
    }

    private async Task<ReleaseEvent> TakeAsync(OnBusy onBusy)
    {
        var plan = ServiceWorld.Plan.Replace("flags:", "pipelines: [{ name: orders-ingest }]\nflags:", StringComparison.Ordinal);
        var reading = Assert.IsType<PlanReading.Valid>(_world.Starter.Check(plan));
        await _world.Plans.KeepAsync(reading, TestContext.Current.CancellationToken);
        var take = new Effect.TakeLeases("orders-1", reading.Hash, [new CaptureTarget("staging", ["orders.new"]), new CaptureTarget("production", ["orders.new"])], onBusy, "ada", Since);
        return await _world.LeaseKeeper.TakeAsync(take, TestContext.Current.CancellationToken);
    }

    private void Busy(string holder, bool thenTaken)
    {
        LeaseTaking busy = new LeaseTaking.Busy([new LeaseConflict(holder, Since, Holds: true, ["flag orders.new of production"])]);
        _world.Leases.TakeAsync(default!, default!, default, default, default, default).ReturnsForAnyArgs(busy, thenTaken ? new LeaseTaking.Taken() : busy);
    }

    private static ReleaseStatus Status(string id, ReleasePhase phase) => new()
    {
        Id = id,
        PlanName = "orders",
        PlanHash = "abc",
        Owner = "tests",
        StartedBy = "ada",
        StartedAt = Since,
        UpdatedAt = Since,
        Phase = phase,
    };
}
