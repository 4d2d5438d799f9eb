using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReleaseFunctions.Tests.Hub;

/// <summary>Durable in this process: the SDK's own engine and protocol over a hub in memory, on a free port.</summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly WebApplication _engine;
    private readonly GrpcChannel _channel;
    private readonly IHost _worker;

    private TaskHub(WebApplication engine, GrpcChannel channel, IHost worker, WatchedHub watched)
    {
        (_engine, _channel, _worker, Watched) = (engine, channel, worker, watched);
    }

    internal WatchedHub Watched { get; }

    internal DurableTaskClient Client => _worker.Services.GetRequiredService<DurableTaskClient>();

    internal static async Task<TaskHub> StartAsync(Action<DurableTaskRegistry> tasks)
    {
        var hub = WatchedHub.New();
        var engine = EngineOver(hub);
        await engine.StartAsync();
        var channel = GrpcChannel.ForAddress(engine.Urls.Single());
        var worker = WorkerOn(channel, tasks);
        await worker.StartAsync();
        return new TaskHub(engine, channel, worker, (WatchedHub)(object)hub);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync();
        _worker.Dispose();
        _channel.Dispose();
        await _engine.DisposeAsync();
    }

    private static WebApplication EngineOver(IHub hub)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(hub);
        builder.Services.AddSingleton<IOrchestrationServiceClient>(hub);
        builder.Services.AddSingleton<TaskHubGrpcServer>();
        var engine = builder.Build();
        engine.MapGrpcService<TaskHubGrpcServer>();
        return engine;
    }

    private static IHost WorkerOn(GrpcChannel channel, Action<DurableTaskRegistry> tasks)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDurableTaskWorker(worker =>
        {
            worker.UseGrpc(channel);
            worker.AddTasks(tasks);
        });
        builder.Services.AddDurableTaskClient(client =>
        {
            client.UseGrpc(channel);
            client.RegisterDirectly();
        });
        return builder.Build();
    }
}
