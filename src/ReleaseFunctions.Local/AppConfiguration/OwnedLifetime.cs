namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>The endpoint ends when its owner disposes it, not at a signal to the process: the owner may still need it while it shuts down.</summary>
internal sealed class OwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
