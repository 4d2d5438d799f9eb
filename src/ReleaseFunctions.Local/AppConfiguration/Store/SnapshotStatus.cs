namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>Where a snapshot is in its life. Content is served while it is ready or archived.</summary>
internal enum SnapshotStatus
{
    Provisioning,
    Ready,
    Archived,
    Failed,
}
