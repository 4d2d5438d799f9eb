namespace Releases.Judgement;

/// <summary>A typed value that a query sees by a name. It is bound as a literal of its type, so that no text can become a query.</summary>
public abstract record KqlValue
{
    private KqlValue()
    {
    }

    /// <summary>A <c>string</c>.</summary>
    public sealed record Text(string Value) : KqlValue;

    /// <summary>A <c>real</c>; null where it is not known.</summary>
    public sealed record Number(double? Value) : KqlValue;

    /// <summary>A <c>bool</c>.</summary>
    public sealed record Truth(bool Value) : KqlValue;

    /// <summary>A <c>timespan</c>.</summary>
    public sealed record Span(TimeSpan Value) : KqlValue;

    /// <summary>A <c>datetime</c>.</summary>
    public sealed record Instant(DateTimeOffset Value) : KqlValue;
}
