namespace ReleaseFunctions.Local.Azurite;

/// <summary>Asks ports whether it is Azurite that answers there.</summary>
internal sealed class AzuriteProbe(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Waits until blobs and tables answer as Azurite.</summary>
    /// <param name="given">Whether there is still something to wait for.</param>
    /// <returns>False where the limit passed, or there was nothing to wait for any more.</returns>
    public async Task<bool> WaitAsync(AzuritePorts ports, TimeSpan limit, Func<bool> given, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (given() && time.GetElapsedTime(started) < limit)
        {
            // Tables are started last.
            if (await AnswersAsync(ports.Table, "Azurite-Table", cancellationToken) && await AnswersAsync(ports.Blob, "Azurite-Blob", cancellationToken))
            {
                return true;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        return false;
    }

    private async Task<bool> AnswersAsync(int port, string product, CancellationToken cancellationToken)
    {
        try
        {
            // Unsigned, so it is refused; but every answer names its server.
            using var response = await _client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
            return response.Headers.Server.Any(server => server.Product?.Name == product);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();
}
