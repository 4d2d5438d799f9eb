using System.Collections.Concurrent;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>How many requests of one kind arrived. The route is a template such as <c>/kv/{key}</c>.</summary>
public sealed record RequestCount(string Method, string Route, long Count);

/// <summary>The requests that arrived at a store, refused and lost ones included: the service bills and throttles those too.</summary>
public sealed class RequestCounts
{
    private readonly ConcurrentDictionary<(string Method, string Route), long> _counts = new();

    public long Total => _counts.Values.Sum();

    public IReadOnlyList<RequestCount> All =>
    [
        .. _counts
            .Select(c => new RequestCount(c.Key.Method, c.Key.Route, c.Value))
            .OrderBy(c => c.Route, StringComparer.Ordinal)
            .ThenBy(c => c.Method, StringComparer.Ordinal),
    ];

    /// <param name="route">A template: <c>/kv</c>, <c>/kv/{key}</c>, <c>/locks/{key}</c>, <c>/keys</c>, <c>/labels</c>, <c>/revisions</c>.</param>
    public long Of(string method, string route) => _counts.GetValueOrDefault((method, route));

    public void Reset() => _counts.Clear();

    internal void Add(string method, string route) => _counts.AddOrUpdate((method, route), 1, (_, count) => count + 1);
}
