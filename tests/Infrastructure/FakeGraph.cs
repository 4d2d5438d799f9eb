using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infrastructure;

/// <summary>A Microsoft Graph of one directory: takes what the hook sends, and says no where it is told to.</summary>
internal sealed class FakeGraph : IDisposable
{
    private readonly HttpListener _listener = new();

    internal FakeGraph()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    internal string Address { get; }

    internal bool Refuses { get; init; }

    internal ConcurrentQueue<(string Call, string? Authorization, JsonObject Body)> Calls { get; } = new();

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var body = await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.InputStream);
            Calls.Enqueue(($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}", context.Request.Headers["Authorization"], body!));
            context.Response.StatusCode = Refuses ? 403 : 201;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""{"id": "object-1", "appId": "client-1"}"""));
            context.Response.Close();
        }
    }
}
