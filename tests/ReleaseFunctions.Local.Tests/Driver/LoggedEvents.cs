using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>Counts what is logged.</summary>
internal sealed class LoggedEvents<T> : ILogger<T>
{
    private readonly ConcurrentDictionary<LogLevel, int> _counts = new();

    public int Count(LogLevel level) => _counts.GetValueOrDefault(level);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _counts.AddOrUpdate(logLevel, 1, (_, count) => count + 1);
}
