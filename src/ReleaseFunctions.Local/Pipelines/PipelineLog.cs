using ReleaseFunctions.Local.Pipelines.Flags;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>Event ids 7120 to 7139.</summary>
internal static partial class PipelineLog
{
    [LoggerMessage(7120, LogLevel.Information, "Pipeline {Pipeline} runs in {Environment}, {TimeScale} times as fast as its trace.")]
    public static partial void Started(ILogger logger, string pipeline, string environment, double timeScale);

    [LoggerMessage(7121, LogLevel.Information, "Pipeline {Pipeline} in {Environment} reads feature flag {Flag} anew: {Read}.")]
    public static partial void FlagChanged(ILogger logger, string pipeline, string environment, string flag, FlagRead read);

    [LoggerMessage(7122, LogLevel.Warning, "Pipeline {Pipeline} in {Environment} goes on with the last state of feature flag {Flag}: {Read}.")]
    public static partial void FlagKept(ILogger logger, string pipeline, string environment, string flag, FlagRead read);

    [LoggerMessage(7123, LogLevel.Warning, "Pipeline {Pipeline} in {Environment} keeps {Waiting} rows, because the sink is unavailable: {Why}")]
    public static partial void SinkUnavailable(ILogger logger, string pipeline, string environment, long waiting, string why);

    [LoggerMessage(7124, LogLevel.Error, "Pipeline {Pipeline} in {Environment} lost rows that the sink refused: {Why}")]
    public static partial void SinkRefused(ILogger logger, string pipeline, string environment, string why);

    [LoggerMessage(7125, LogLevel.Information, "Pipeline {Pipeline} in {Environment} ended: {Stats}")]
    public static partial void Ended(ILogger logger, Exception? broken, string pipeline, string environment, PipelineStats stats);
}
