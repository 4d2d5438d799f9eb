using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ReleaseFunctions.Local.Driver;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>Tells from an engine's log when a release has ended or cannot go on.</summary>
internal sealed class EngineMoments(ChannelWriter<Moment> moments) : ILogger<EmbeddedEngine>
{
    private const int Ended = 2001;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error || eventId.Id == Ended)
        {
            moments.TryWrite(logLevel >= LogLevel.Error ? new Moment.Breaks(exception) : new Moment.Ends());
        }
    }
}
