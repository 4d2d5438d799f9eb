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
}
