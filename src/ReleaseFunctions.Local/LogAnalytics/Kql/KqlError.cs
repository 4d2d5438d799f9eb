namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>What is wrong with a query.</summary>
public enum KqlErrorKind
{
    /// <summary>The text is no KQL.</summary>
    Syntax,

    /// <summary>It is KQL, but a name, a type or a count of arguments does not fit.</summary>
    Semantic,

    /// <summary>It is KQL, but outside the supported subset.</summary>
    Unsupported,

    /// <summary>It was run, and a value did not fit: an overflow, for instance.</summary>
    Execution,
}

/// <summary>A rejected query. <paramref name="Line"/> and <paramref name="Column"/> count from 1; both are 0 for an error of execution.</summary>
public sealed record KqlError(KqlErrorKind Kind, string Message, int Line, int Column);
