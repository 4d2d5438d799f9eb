namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Names and keywords.</summary>
internal sealed partial class Lexer
{
    private string TakeWord()
    {
        var start = position++;
        while (IsWordPart(Peek()))
        {
            position++;
        }

        return text[start..position];
    }

    private Token Word()
    {
        var start = position;
        var word = TakeWord();
        if (word == "in" && Peek() == '~')
        {
            position++;
            word = "in~";
        }

        if (word is "h" or "H" && Peek() is '"' or '\'')
        {
            return Text(start, Peek(), verbatim: false);
        }

        return TypedLiteral(start, word) ?? new Token(TokenKind.Word, word, start, position);
    }

    private Token NegatedWord()
    {
        var start = position++;
        var word = "!" + TakeWord();
        if (word == "!in" && Peek() == '~')
        {
            position++;
            word = "!in~";
        }

        return new Token(TokenKind.Word, word, start, position);
    }

    private Token? QuotedName()
    {
        var quote = Peek(1);
        if (quote is not ('"' or '\''))
        {
            return null;
        }

        var start = position;
        position++;
        var name = Text(position, quote, verbatim: false);
        if (Peek() == ']')
        {
            position++;
            return new Token(TokenKind.QuotedName, (string)name.Value!, start, position);
        }

        position = start;
        return null;
    }
}
