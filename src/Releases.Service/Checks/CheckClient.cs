namespace Releases.Service.Checks;

/// <summary>Sends the requests of checks: redirects are not followed, as an allowed host could lead anywhere by them, and no request hangs.</summary>
public sealed class CheckClient(HttpMessageHandler handler) : IDisposable
{
    /// <summary>Characters of an answer that people are shown.</summary>
    private const int Shown = 150;

    private readonly HttpMessageInvoker _invoker = new(handler);

    public CheckClient()
        : this(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
    }

    /// <summary>How long one request may take.</summary>
    public static TimeSpan TakesAtMost => TimeSpan.FromSeconds(20);

    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="TimeoutException">None in time.</exception>
    public async Task<(HttpResponseMessage Response, string Body)> SendAsync(HttpRequestMessage request, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TakesAtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await _invoker.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(1024 * 1024, either.Token);
            return (response, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {TakesAtMost.TotalSeconds:0} s", late);
        }
    }

    /// <summary>An answer as people see it: <c>503: out of order</c>.</summary>
    public static string Say(HttpResponseMessage response, string body)
    {
        var text = string.Concat(body.Where(letter => !char.IsControl(letter))).Trim();
        return $"{(int)response.StatusCode}{(text.Length == 0 ? "" : $": {text[..Math.Min(Shown, text.Length)]}")}";
    }

    public void Dispose() => _invoker.Dispose();
}
