using ReleaseFunctions.Local.AppConfiguration.Faults;
using ReleaseFunctions.Local.AppConfiguration.Protocol;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>What happens to a request, in order: counted, delayed, refused, applied, made durable, answered — or not.</summary>
internal sealed class RequestPipeline(
    string name,
    DurableStore store,
    RequestAuthentication authentication,
    StoreFaults faults,
    RequestCounts counts,
    RequestQuota quota,
    TimeProvider time)
{
    private readonly Api _api = new(store.Settings, new SnapshotApi(store.Snapshots, time));
    private readonly SyncTokens _tokens = new(name);

    public async Task HandleAsync(HttpContext context)
    {
        var request = await ApiRequest.ReadAsync(context, time.GetUtcNow());
        counts.Add(request.Method, request.Route.Template);
        if (await AnswerAsync(request, context) is { } answer)
        {
            await answer.SendAsync(context, half: Take<Fault.Truncated>(request) is not null);
        }
        else
        {
            context.Abort();
        }
    }

    /// <summary>The answer, or null when the client is to get none.</summary>
    private async Task<ApiResponse?> AnswerAsync(ApiRequest request, HttpContext context)
    {
        if (Take<Fault.Reset>(request) is not null)
        {
            return null;
        }

        if (Take<Fault.Latency>(request) is { } latency)
        {
            await Task.Delay(latency.Delay, time, context.RequestAborted);
        }

        if (Refusal(request, context.Request.Headers) is { } refusal)
        {
            return refusal;
        }

        if (request.IsWrite && Take<Fault.HeldBack>(request) is { } held)
        {
            held.Writes.Hold(() => LandAsync(request));
            return null;
        }

        var lost = request.IsWrite && Take<Fault.LostResponse>(request) is not null;
        var answer = await ApplyAsync(request);
        return lost ? null : answer;
    }

    private ApiResponse? Refusal(ApiRequest request, IHeaderDictionary headers) =>
        Take<Fault.Unavailable>(request) is { } unavailable ? Problems.Unavailable(unavailable.RetryAfter)
        : Take<Fault.ServerError>(request) is { } error ? Problems.Failed(error.Status)
        : request.Body is null ? Problems.TooLarge(SettingSize.Maximum)
        : authentication.Refusal(headers, request, Take<Fault.ClockSkew>(request)?.Offset ?? TimeSpan.Zero) is { } unauthorized ? unauthorized
        : quota.Take() is { } wait ? Problems.TooManyRequests(wait)
        : Take<Fault.Throttled>(request) is { } throttled ? Problems.TooManyRequests(throttled.RetryAfter)
        : null;

    private async Task<ApiResponse> ApplyAsync(ApiRequest request)
    {
        var stale = request.IsWrite ? null : Take<Fault.StaleRead>(request);
        var vouched = _tokens.Sequence(request.SyncToken);
        var at = request.AcceptDatetime is { } then ? new ReadPoint(0, WholeSeconds.EndOf(then))
            : stale is not null ? new ReadPoint(vouched, time.GetUtcNow() - stale.Age)
            : ReadPoint.Latest;
        var answer = _api.Answer(request, at);
        try
        {
            // Reads wait too: nobody may have seen what a crash then takes back.
            await store.Journal.WrittenAsync();
        }
        catch (IOException e)
        {
            return Problems.Broken($"The journal cannot be written any more: {e.Message}");
        }

        // A stale answer must not vouch for what it did not show.
        var token = _tokens.For(stale is null ? store.Settings.Sequence : vouched);
        return answer with { Headers = [.. answer.Headers, ("Sync-Token", token)] };
    }

    private async Task<LandedWrite> LandAsync(ApiRequest request) =>
        new(request.Method, request.Id.Key, request.Id.Label, (await ApplyAsync(request)).Status);

    private T? Take<T>(ApiRequest request)
        where T : Fault => faults.Take<T>(request.Method, request.KeyText);
}
