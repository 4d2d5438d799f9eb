namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A piece of the pattern of parse.</summary>
internal abstract record ParsePart(int Position)
{
    public sealed record Anything(int Position) : ParsePart(Position);

    public sealed record Text(int Position, string Value) : ParsePart(Position);

    public sealed record Column(int Position, string Name, KqlType Type) : ParsePart(Position);
}
