namespace ReleaseFunctions.Local.Azurite;

/// <summary>Event ids 7100 to 7119.</summary>
internal static partial class AzuriteLog
{
    [LoggerMessage(7100, LogLevel.Information, "Installing Azurite into {Folder}. This happens once and takes about a minute.")]
    public static partial void Installing(ILogger logger, string folder);

    [LoggerMessage(7101, LogLevel.Information, "Azurite is installed, after {Elapsed}.")]
    public static partial void Installed(ILogger logger, TimeSpan elapsed);

    [LoggerMessage(7102, LogLevel.Information, "Azurite answers on {Ports} as process {ProcessId}.")]
    public static partial void Started(ILogger logger, AzuritePorts ports, int processId);

    [LoggerMessage(7103, LogLevel.Information, "Found Azurite on {Ports} as process {ProcessId}; another host serves itself of it: {Shared}.")]
    public static partial void Found(ILogger logger, AzuritePorts ports, int processId, bool shared);

    [LoggerMessage(7104, LogLevel.Warning, "Azurite process {ProcessId} was left behind and does not answer; it is ended.")]
    public static partial void EndedUnresponsive(ILogger logger, int processId);

    [LoggerMessage(7105, LogLevel.Warning, "Azurite process {ProcessId} did not end by itself within {Limit} and was killed; its last seconds may be lost.")]
    public static partial void Killed(ILogger logger, int processId, TimeSpan limit);

    [LoggerMessage(7106, LogLevel.Warning, "Azurite ended while starting on {Ports}; trying other ports.")]
    public static partial void EndedEarly(ILogger logger, AzuritePorts ports);
}
