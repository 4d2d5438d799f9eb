using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Watching;

namespace Releases.Service.Tests.Watching;

public sealed class ReleaseWatchTests
{
    private readonly ServiceWorld _world = new();
    private readonly IReleaseInstances _instances = Substitute.For<IReleaseInstances>();
    private readonly Dictionary<string, InstanceState> _known = [];
    private readonly List<(ReleaseState State, int TakenUp)> _restarted = [];

    public ReleaseWatchTests()
    {
        _instances.AllAsync(default).ReturnsForAnyArgs(_known);
        _instances.RestartAsync(default!, default, default).ReturnsForAnyArgs(call =>
        {
            _restarted.Add((call.ArgAt<ReleaseState>(0), call.ArgAt<int>(1)));
            return Task.CompletedTask;
        });
        _world.Documents.NamesAsync(default!, default).ReturnsForAnyArgs(
            call => [.. _world.DocumentNames.Where(name => name.StartsWith(call.ArgAt<string>(0), StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task Look_NothingIsOpen_AsksForNoInstance()
    {
        _world.Records.OpenAsync(default).ReturnsForAnyArgs([]);

        await LookAsync();

        Assert.Empty(_instances.ReceivedCalls());
    }

    [Fact]
    public async Task Look_InstanceIsHealthy_IsLeftAlone()
    {
        var state = await OpenAsync();
        _known[state.Id] = InstanceState.Healthy;

        await LookAsync();

        Assert.Empty(_restarted);
        await _world.Records.DidNotReceiveWithAnyArgs().FindAsync(default!, default);
    }

    [Fact]
    public async Task Look_YoungReleaseWithoutAnInstance_IsGivenTime()
    {
        await OpenAsync(age: ReleaseWatch.Grace - TimeSpan.FromSeconds(1));

        await LookAsync();

        Assert.Empty(_restarted);
    }

    [Fact]
    public async Task Look_EndedInTheMeantime_IsLeftAlone()
    {
        await OpenAsync(status => status with { Phase = ReleasePhase.Ended });

        await LookAsync();

        Assert.Empty(_restarted);
    }

    [Fact]
    public async Task Look_InstanceIsGoneBeforeAnyCapture_EndsAsNothingWasWritten()
    {
        await OpenAsync();

        await LookAsync();

        var (state, takenUp) = Assert.Single(_restarted);
        Assert.Equal((Doing.Ended, ReleaseOutcome.RolledBack, 0), (state.Doing, state.Outcome, takenUp));
        Assert.Equal("what runs this release is gone; nothing had been written", state.Reason);
    }

    [Fact]
    public async Task Look_InstanceIsGoneAndTheCaptureIsOnlyADocument_RollsAllOfItBack()
    {
        var (started, answer) = await _world.CaptureAsync();
        Open(started);

        await LookAsync();

        var (state, _) = Assert.Single(_restarted);
        Assert.Equal((Doing.RollingBack, ((ReleaseEvent.Captured)answer).Document), (state.Doing, state.Capture));
        Assert.Equal(["production", "staging"], state.Flags.Select(flag => flag.Environment).Order(StringComparer.Ordinal));
        Assert.All(state.Flags, flag => Assert.True(flag.MayBeOurs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ReleaseWatch.TakesUpAtMost - 1)]
    public async Task Look_InstanceHasFailed_IsTakenUpFromItsLastStateAFewTimes(int takenUp)
    {
        var last = await OpenAsync();
        _known[last.Id] = InstanceState.Failed;
        _instances.LastStateAsync(last.Id, Arg.Any<CancellationToken>()).Returns(new LastState(last, takenUp));

        await LookAsync();

        var (state, times) = Assert.Single(_restarted);
        Assert.Equal((last.Doing, takenUp + 1), (state.Doing, times));
        Assert.Contains($"attempt {takenUp + 1} of 3", state.Unpublished[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InstanceState.Failed, ReleaseWatch.TakesUpAtMost, "what runs this release has failed 3 times")]
    [InlineData(InstanceState.Terminated, 0, "aborted: somebody has terminated what runs this release")]
    public async Task Look_InstanceThatCannotGoOn_IsRolledBack(InstanceState instance, int takenUp, string cause)
    {
        var (started, _) = await _world.CaptureAsync();
        Open(started);
        _known[started.Id] = instance;
        _instances.LastStateAsync(started.Id, Arg.Any<CancellationToken>()).Returns(new LastState(started, takenUp));

        await LookAsync();

        var (state, times) = Assert.Single(_restarted);
        Assert.Equal((Doing.RollingBack, cause, 0), (state.Doing, state.Rollback?.Cause, times));
    }

    [Fact]
    public async Task Look_OneCannotBeMended_TheOthersAre()
    {
        var broken = await OpenAsync();
        var other = await OpenAsync();
        _world.Records.OpenAsync(default).ReturnsForAnyArgs([broken.Id, other.Id]);
        _known[broken.Id] = _known[other.Id] = InstanceState.Failed;
        _instances.LastStateAsync(broken.Id, Arg.Any<CancellationToken>()).ThrowsAsync(new NotSupportedException("version 9"));
        _instances.LastStateAsync(other.Id, Arg.Any<CancellationToken>()).Returns(new LastState(other, 0));

        await LookAsync();

        Assert.Equal(other.Id, Assert.Single(_restarted).State.Id);
    }

    private async Task<ReleaseState> OpenAsync(Func<ReleaseStatus, ReleaseStatus>? found = null, TimeSpan? age = null)
    {
        var state = await _world.StartAsync();
        Open(state, found, age);
        return state;
    }

    /// <summary>Some time later the release is still open in the records.</summary>
    private void Open(ReleaseState state, Func<ReleaseStatus, ReleaseStatus>? found = null, TimeSpan? age = null)
    {
        var status = StatusOf.State(state, state.StartedAt);
        _world.Records.OpenAsync(default).ReturnsForAnyArgs([state.Id]);
        _world.Records.FindAsync(state.Id, Arg.Any<CancellationToken>()).Returns(found is null ? status : found(status));
        _world.Time.Advance(age ?? ReleaseWatch.Grace);
    }

    private Task LookAsync() => new ReleaseWatch(
            _world.Records, _world.Documents, _world.Plans, _world.Captures, _world.Environments, _world.Time, NullLogger<ReleaseWatch>.Instance)
        .LookAsync(_instances, TestContext.Current.CancellationToken);
}
