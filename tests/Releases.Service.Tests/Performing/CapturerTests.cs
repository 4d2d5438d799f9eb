using NSubstitute;
using Releases.Exposures;
using Releases.Lifecycle;

namespace Releases.Service.Tests.Performing;

public sealed class CapturerTests
{
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Capture_KeepsTheScriptBeforeTheFlags_AndNamesBoth()
    {
        var (_, answer) = await _world.CaptureAsync();

        var captured = Assert.IsType<ReleaseEvent.Captured>(answer);
        Assert.Equal(["production", "staging"], captured.Flags.Select(flag => flag.Environment));
        Assert.Equal(captured.Document, _world.DocumentNames[^1]);
        Assert.EndsWith(".sh", _world.DocumentNames[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capture_FlagMissingAndFlagLocked_RefusesWithBoth()
    {
        _world.Staging.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([], ["orders.new"], null, null));
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found(locked: true)], [], null, null));

        var (_, answer) = await _world.CaptureAsync();

        var reasons = Assert.IsType<ReleaseEvent.CaptureRefused>(answer).Reasons;
        Assert.Equal(2, reasons.Count);
        Assert.Contains(reasons, reason => reason.Contains("does not exist in staging", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains("of production is locked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Capture_DocumentThatIsNoFlag_RefusesBeforeAnythingIsWritten()
    {
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found("not json")], [], null, null));

        var (_, answer) = await _world.CaptureAsync();

        Assert.Contains("production", Assert.Single(Assert.IsType<ReleaseEvent.CaptureRefused>(answer).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capture_FlagThatALaterStageWouldMakeTooLarge_RefusesBeforeTheFirstWrite()
    {
        var users = string.Join(", ", Enumerable.Range(1, 400).Select(number => $"tenant-{number:000}"));
        var large = $$"""{"id":"orders.new","enabled":false,"x":"{{new string('x', 6_000)}}"}""";
        _world.Production.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found(large)], [], null, null));

        var (_, answer) = await _world.CaptureAsync(ServiceWorld.Plan.Replace("production, expose: on", $"production, expose: {{ percent: 5, users: [{users}] }}", StringComparison.Ordinal));

        Assert.Matches("^the flag 'orders.new' of production cannot take the plan's exposure: the flag would weigh 1[0-9],[0-9]{3} bytes, and the store takes 10,240$", Assert.Single(Assert.IsType<ReleaseEvent.CaptureRefused>(answer).Reasons));
    }

    [Fact]
    public async Task Capture_StagesThatOnlyGoBack_AreTold()
    {
        var (_, answer) = await _world.CaptureAsync(ServiceWorld.Plan + "\n" + """
              - { name: less, environment: production, expose: { percent: 50 } }
              - { name: nobody, environment: production, expose: off }

            """);

        Assert.Equal(["less", "nobody"], Assert.IsType<ReleaseEvent.Captured>(answer).Protective!);
    }

    [Fact]
    public async Task Capture_StageThatMovesOneFlagAway_IsGuarded_WhateverTheOthersDo()
    {
        ReadsBoth();

        var (_, answer) = await _world.CaptureAsync(TwoFlags + "\n" + """
              - { name: mixed, environment: production, expose: off, exposures: { orders.late: shadow } }
              - { name: back, environment: production, expose: off }

            """);

        Assert.Equal(["back"], Assert.IsType<ReleaseEvent.Captured>(answer).Protective!);
    }

    [Fact]
    public async Task Capture_OrderGroups_ArePutBackByTheScriptInReverse()
    {
        ReadsBoth();

        await _world.CaptureAsync(TwoFlags);

        var script = _world.Stored.Single(document => document.Key.EndsWith(".sh", StringComparison.Ordinal)).Value;
        Assert.True(script.IndexOf("orders.late", StringComparison.Ordinal) < script.IndexOf("orders.new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Capture_StoreDoesNotAnswer_IsToBeTriedAgain()
    {
        _world.Staging.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([], [], "out of order", null));

        var (_, answer) = await _world.CaptureAsync();

        Assert.Equal("staging: out of order", Assert.IsType<ReleaseEvent.CaptureFailed>(answer).Reason);
    }

    [Fact]
    public async Task Capture_ScriptCannotBeKept_IsToBeTriedAgain()
    {
        _world.CannotKeep = name => name.EndsWith(".sh", StringComparison.Ordinal);

        var (_, answer) = await _world.CaptureAsync();

        Assert.Equal("no blobs", Assert.IsType<ReleaseEvent.CaptureFailed>(answer).Reason);
    }

    /// <summary>The same plan with a second flag that goes after the first.</summary>
    private static readonly string TwoFlags = ServiceWorld.Plan.Replace(
        "owner: tests }\ncriteria", "owner: tests }\n  - { key: orders.late, category: operational, owner: tests, order: 2 }\ncriteria", StringComparison.Ordinal);

    private void ReadsBoth()
    {
        foreach (var store in new[] { _world.Staging, _world.Production })
        {
            store.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([ServiceWorld.Found(), ServiceWorld.Found() with { Key = "orders.late" }], [], null, null));
        }
    }
}
