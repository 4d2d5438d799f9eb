using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Releases.Service.Access;
using Releases.Service.Http;

namespace Releases.Service.Tests.Access;

/// <summary>
/// The API as a function of the Functions host calls it: a request and a route, no pipeline before. What lies beyond the process is replaced.
/// </summary>
internal sealed class GuardedApi : IDisposable
{
    private readonly ServiceProvider _services;

    internal GuardedApi(AccessSettings settings, CallLimits? limits = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddProblemDetails();
        services.AddReleases();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(World.Records);
        services.AddSingleton(World.Documents);
        services.AddSingleton(World.Environments);
        services.AddSingleton(World.Engine);
        services.AddSingleton(World.Leases);
        services.AddSingleton(World.Governance);
        services.AddSingleton(World.Alerts);
        services.AddSingleton(settings);
        services.AddSingleton<ILogger<Gatekeeper>>(Log);
        services.AddSingleton(limits ?? CallLimits.Of(100_000));
        _services = services.BuildServiceProvider();
    }

    internal ServiceWorld World { get; } = new();

    internal RecordedLog<Gatekeeper> Log { get; } = new();

    internal IReadOnlyList<ReleaseRoute> Routes => _services.GetRequiredService<ReleaseRoutes>().All;

    internal ReleaseRoute Route(string name) => Routes.Single(route => route.Name == name);

    internal Task<Answer> AskAsync(ReleaseRoute route, string? token, string body = "", Action<HttpRequest>? change = null) => AskAsync(route, request =>
    {
        if (token is not null)
        {
            request.Headers.Authorization = $"Bearer {token}";
        }

        change?.Invoke(request);
    }, body);

    public void Dispose() => _services.Dispose();

    private async Task<Answer> AskAsync(ReleaseRoute route, Action<HttpRequest> change, string body)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Method = route.Method;
        context.Request.Path = $"/{route.Pattern}";
        context.Request.RouteValues["id"] = "orders-1";
        context.Request.RouteValues["signal"] = "signal-1";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        change(context.Request);

        var result = await _services.GetRequiredService<RouteServing>().ServeAsync(route, context);
        await result.ExecuteAsync(context);

        context.Response.Body.Position = 0;
        using var reader = new StreamReader(context.Response.Body);
        return new Answer(context.Response.StatusCode, await reader.ReadToEndAsync(), context.Response.Headers);
    }

    internal sealed record Answer(int Status, string Text, IHeaderDictionary Headers)
    {
        internal bool IsRefused => Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden;
    }
}
