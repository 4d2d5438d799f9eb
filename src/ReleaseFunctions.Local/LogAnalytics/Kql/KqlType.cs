namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>The scalar types of the supported subset. <c>decimal</c> is not among them.</summary>
public enum KqlType
{
    Bool,
    Int,
    Long,
    Real,
    String,

    /// <summary>Ticks of 100 ns since 0001-01-01T00:00:00Z, as in .NET.</summary>
    DateTime,

    /// <summary>Ticks of 100 ns.</summary>
    TimeSpan,
    Guid,

    /// <summary>Any JSON value.</summary>
    Dynamic,
}
