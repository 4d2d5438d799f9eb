namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>Stands before the handlers: authentication, and the faults that keep a request from being looked at.</summary>
internal sealed class FaultGate(QueryFaults faults, QueryRequestCounts counts, TimeProvider time)
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

        if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) && faults.TakeThrottle())
        {
            counts.CountThrottled();
            await QueryHandlers.WriteAsync(context, QueryReply.Error(429, "ThrottledError", "Too many requests. (A fault that was switched on.)") with { RetryAfter = settings.RetryAfter });
            return;
        }

        await next(context);
    }
}
