namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>How a conditional operation ended.</summary>
internal abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>The setting as it is now or, after a deletion, as it last was.</summary>
    internal sealed record Done(KeyValue Setting) : WriteOutcome;

    internal sealed record Missing : WriteOutcome;

    internal sealed record PreconditionFailed : WriteOutcome;

    internal sealed record ReadOnly(SettingId Id) : WriteOutcome;
}
