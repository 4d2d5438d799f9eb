namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>How a write to a snapshot ended.</summary>
internal abstract record SnapshotOutcome
{
    private SnapshotOutcome()
    {
    }

    internal sealed record Done(Snapshot Snapshot) : SnapshotOutcome;

    internal sealed record Exists : SnapshotOutcome;

    internal sealed record Missing : SnapshotOutcome;

    internal sealed record PreconditionFailed : SnapshotOutcome;

    /// <summary>It is neither ready nor archived, so it can be made neither.</summary>
    internal sealed record InvalidState : SnapshotOutcome;
}
