using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.Hosting;
using ReleaseFunctions.Local.Tests.Pipelines;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Http;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>The embedded host in this process, over the world of the tests, with a journal of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WorldFixture _world;
    private HttpClient? _http;

    private RunningHost(WebApplication app, WorldFixture world, Journal journal)
    {
        (_app, _world, Journal) = (app, world, journal);
    }

    public Journal Journal { get; }

    /// <summary>Puts the host together, and starts nothing yet.</summary>
    /// <param name="time">The clock of releases; the services of the world have their own.</param>
    public static RunningHost Build(WorldFixture world, string? journalFile = null, TimeProvider? time = null)
    {
        var journal = Journal.Open(journalFile ?? world.NewFile());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        return new RunningHost(EmbeddedHost.Build(builder, world.World, journal, world.Storage), world, journal);
    }

    public static async Task<RunningHost> StartAsync(WorldFixture world, string? journalFile = null, TimeProvider? time = null)
    {
        var host = Build(world, journalFile, time);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        _http.DefaultRequestHeaders.Add(Gatekeeper.KeyHeader, LocalKey.Of(_world.World.Settings));
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Sends a plan and gives the release's id.</summary>
    public async Task<string> PostAsync(string plan)
    {
        using var response = await _http!.PostAsync(new Uri("api/releases", UriKind.Relative), new StringContent(plan));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<ReleaseStatus>(StateDocument.Json))!.Id;
    }

    public async Task SignalAsync(string id, SignalKind kind)
    {
        using var response = await _http!.PostAsJsonAsync($"api/releases/{id}/signals", new { kind, reason = "a test" }, StateDocument.Json);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Reports an alert.</summary>
    public async Task<AlertResponse> AlertAsync(string body)
    {
        using var response = await _http!.PostAsync(new Uri("api/alerts", UriKind.Relative), new StringContent(body));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<AlertResponse>(StateDocument.Json))!;
    }

    /// <summary>Sends anything anywhere.</summary>
    public async Task<(int Status, string Text)> PostRawAsync(string path, string body)
    {
        using var response = await _http!.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits for the very end, after which the release does nothing more; looks at nothing but the journal.</summary>
    public async Task<ReleaseStatus> EndOfAsync(string id)
    {
        await Until.TrueAsync(() => Journal.RunningOne(id) is null, $"{id} to end");
        return (await _world.Storage.Records.FindAsync(id, CancellationToken.None))!;
    }

    /// <summary>Waits until the journaled state is so, while nothing is pending.</summary>
    public Task ParkedAsync(string id, Func<ReleaseState, bool> condition) => Until.TrueAsync(
        () => Journal.RunningOne(id) is { Effect: null } entry && condition(StateDocument.Read(entry.State)), $"{id} to wait");

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Journal.DisposeAsync();
    }
}
