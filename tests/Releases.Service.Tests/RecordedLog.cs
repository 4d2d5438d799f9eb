using Microsoft.Extensions.Logging;

namespace Releases.Service.Tests;

/// <summary>Keeps what is logged, with the names of its values.</summary>
internal sealed class RecordedLog<T> : ILogger<T>
{
    internal List<(int Event, IReadOnlyDictionary<string, string?> Values)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            Lines.Add((eventId.Id, values.ToDictionary(value => value.Key, value => value.Value?.ToString())));
        }
    }
}
