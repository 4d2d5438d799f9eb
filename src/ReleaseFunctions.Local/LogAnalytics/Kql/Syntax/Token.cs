namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

internal enum TokenKind
{
    /// <summary>A bare word: a name, a keyword or an operator such as <c>has</c>.</summary>
    Word,

    /// <summary>A name in brackets and quotes: <c>['my column']</c>.</summary>
    QuotedName,

    /// <summary>A literal; type and value are in the token.</summary>
    Literal,
    Symbol,
    End,
}

/// <summary>A token with the offsets of its first character and of the one after its last.</summary>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End, KqlType Type = KqlType.String, object? Value = null)
{
    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && Text == text;

    public string Shown => Kind switch
    {
        TokenKind.End => "the end of the query",
        TokenKind.Literal => "the literal " + Text,
        _ => $"'{Text}'",
    };
}
