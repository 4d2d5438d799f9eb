namespace Releases.Tests.Exposures.Protocols;

/// <summary>Where a release is.</summary>
internal enum Phase : byte
{
    Waiting,
    Exposing,
    Restoring,
    Completed,
    RolledBack,
}
