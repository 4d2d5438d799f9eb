namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The service speaks of instants in whole seconds, in bodies as in headers; the store keeps them whole.</summary>
internal static class WholeSeconds
{
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>The last moment that is told as this instant's second, so that what a client was told it can ask for.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset instant) => Of(instant).AddTicks(TimeSpan.TicksPerSecond - 1);
}
