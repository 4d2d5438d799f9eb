namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>How parse-kv tells keys and values apart.</summary>
internal abstract record KeyValueShape
{
    /// <summary>Whatever is neither a letter nor a digit separates.</summary>
    /// <param name="Quotes">Opening and closing characters.</param>
    public sealed record Loose(IReadOnlyList<string> Quotes, string Escapes) : KeyValueShape;

    /// <param name="Greedy">Whether a value reaches to the next key, over delimiters of pairs.</param>
    public sealed record Delimited(string Pair, string KeyValue, IReadOnlyList<string> Quotes, string Escapes, bool Greedy) : KeyValueShape;

    /// <summary>Two groups: the key and its value.</summary>
    public sealed record Regex(int Position, string Pattern) : KeyValueShape;
}
