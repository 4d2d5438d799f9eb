namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>How parse reads its pattern.</summary>
internal enum ParseKind
{
    /// <summary>The texts are as they stand, and a value of the wrong type is no match.</summary>
    Simple,

    /// <summary>The texts are regular expressions.</summary>
    Regex,

    /// <summary>As simple, but a value of the wrong type is null.</summary>
    Relaxed,
}
