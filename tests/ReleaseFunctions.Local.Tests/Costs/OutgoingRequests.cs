using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReleaseFunctions.Local.Tests.Costs;

/// <summary>Every HTTP request that this process sends while this is alive, whichever client sends it: repetitions count as well.</summary>
internal sealed class OutgoingRequests : IDisposable
{
    private const string Event = "System.Net.Http.HttpRequestOut";

    private readonly ConcurrentQueue<(string Method, Uri Url)> _started = new();
    private readonly ConcurrentDictionary<int, int> _underWay = new();
    private readonly ConcurrentStack<IDisposable> _subscriptions = new();

    public OutgoingRequests() => _subscriptions.Push(DiagnosticListener.AllListeners.Subscribe(new Each<DiagnosticListener>(listener =>
    {
        if (listener.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Push(listener.Subscribe(new Each<KeyValuePair<string, object?>>(happened => Note(happened.Key, happened.Value))));
        }
    })));

    /// <summary>Method and path of each request to one of these ports, in the order in which they were sent.</summary>
    public IReadOnlyList<string> To(params IReadOnlyCollection<int> ports) =>
        [.. _started.Where(request => ports.Contains(request.Url.Port)).Select(request => $"{request.Method} {request.Url.AbsolutePath}")];

    /// <summary>The same with what is asked for behind the path.</summary>
    public IReadOnlyList<string> WithQueriesTo(params IReadOnlyCollection<int> ports) =>
        [.. _started.Where(request => ports.Contains(request.Url.Port)).Select(request => $"{request.Method} {Uri.UnescapeDataString(request.Url.PathAndQuery)}")];

    /// <summary>How many wait for an answer of that port now.</summary>
    public int UnderWayTo(int port) => _underWay.GetValueOrDefault(port);

    public void Clear() => _started.Clear();

    public void Dispose()
    {
        while (_subscriptions.TryPop(out var subscription))
        {
            subscription.Dispose();
        }
    }

    private void Note(string name, object? happened)
    {
        // The type of what is told is the platform's own affair; that it has a request is documented.
        if (happened?.GetType().GetProperty("Request")?.GetValue(happened) is not HttpRequestMessage { RequestUri: { } url } request)
        {
            return;
        }

        switch (name)
        {
            case Event + ".Start":
                _underWay.AddOrUpdate(url.Port, 1, (_, count) => count + 1);
                _started.Enqueue((request.Method.Method, url));
                break;
            case Event + ".Stop":
                _underWay.AddOrUpdate(url.Port, 0, (_, count) => count - 1);
                break;
            default:
                break;
        }
    }

    private sealed class Each<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnError(Exception error) => Debug.Fail(error.Message);

        public void OnCompleted()
        {
            // The platform's listeners live as long as the process.
        }
    }
}
