namespace ReleaseFunctions.Local.Pipelines.Flags;

/// <summary>What reading a flag from its store came to.</summary>
public enum FlagRead
{
    /// <summary>It is not as it was.</summary>
    Changed,

    /// <summary>It is as it was.</summary>
    Unchanged,

    /// <summary>There is no such flag (any more).</summary>
    Missing,

    /// <summary>What stands there is no flag; the last one stays in force.</summary>
    Unreadable,

    /// <summary>The store did not answer, or not well; the last flag stays in force.</summary>
    Unreachable,
}
