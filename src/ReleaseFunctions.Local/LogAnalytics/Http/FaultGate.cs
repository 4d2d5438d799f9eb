namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>Stands before the handlers: authentication, and the faults that keep a request from being looked at.</summary>
internal sealed class FaultGate(QueryFaults faults, QueryQuota quota, QueryRequestCounts counts, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The switches of the local world must work whatever they are set to.
        if (context.Request.Path.StartsWithSegments("/_local", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var settings = faults.Settings;
        if (settings.Latency > TimeSpan.Zero)
        {
            await Task.Delay(settings.Latency, time, context.RequestAborted);
        }

        if (faults.TakeReset())
        {
            context.Abort();
            return;
        }

        if (faults.TakeError())
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(settings.ErrorStatus, "InternalServerError", "Something went wrong. (A fault that was switched on.)"));
            return;
        }

        if (settings.Outage)
        {
            await QueryHandlers.WriteAsync(context, QueryReply.Error(503, "ServiceUnavailable", "The service is unavailable. (A fault that was switched on.)"));
            return;
        }

        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await QueryHandlers.WriteAsync(context, QueryReply.Error(401, "AuthorizationRequiredError", "A bearer token is needed; any will do."));
            return;
        }

        if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && Throttled(settings) is { } wait)
        {
            counts.CountThrottled();
            await QueryHandlers.WriteAsync(context, QueryReply.Error(429, "ThrottledError", "Too many requests.") with { RetryAfter = wait });
            return;
        }

        await AnswerAsync(context, next);
    }

    private TimeSpan? Throttled(FaultSettings settings) =>
        faults.TakeThrottle() || settings.ThrottleUntil > time.GetUtcNow() ? settings.RetryAfter : quota.Take();

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/dataCollectionRules", StringComparison.Ordinal) && faults.TakeLoss())
        {
            context.Response.Body = Stream.Null;
            await next(context);
            context.Abort();
            return;
        }

        if (!faults.TakeTruncation())
        {
            await next(context);
            return;
        }

        // The length is that of the whole answer; half of it comes.
        var connection = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        await next(context);
        context.Response.Body = connection;
        context.Response.ContentLength = whole.Length;
        await connection.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), context.RequestAborted);
        await connection.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
