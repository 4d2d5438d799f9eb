namespace Releases.Service.Watching;

/// <summary>How the instance that runs a release is.</summary>
public enum InstanceState
{
    /// <summary>It runs, waits, or has come to its own end.</summary>
    Healthy,

    /// <summary>An error has ended it.</summary>
    Failed,

    /// <summary>Somebody has ended it from outside.</summary>
    Terminated,
}
