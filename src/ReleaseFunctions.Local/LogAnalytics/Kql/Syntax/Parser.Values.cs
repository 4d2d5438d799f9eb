namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Values: literals, names, calls, what is reached within a dynamic, and expressions with a name.</summary>
internal sealed partial class Parser
{
    private Expression ParsePostfix()
    {
        var value = ParsePrimary();
        while (true)
        {
            var at = Current;
            if (at.Kind == TokenKind.QuotedName && at.Start == tokens[index - 1].End)
            {
                index++;
                value = new Expression.Element(at.Start, value, new Expression.Literal(at.Start, KqlType.String, at.Text));
            }
            else if (Accept("["))
            {
                var key = ParseExpression();
                Expect("]");
                value = new Expression.Element(at.Start, value, key);
            }
            else if (Accept("."))
            {
                value = new Expression.Member(at.Start, value, TakeName());
            }
            else
            {
                return value;
            }

            CountLink();
        }
    }

    private Expression ParsePrimary()
    {
        var at = Current;
        switch (at.Kind)
        {
            case TokenKind.Literal:
                index++;
                return new Expression.Literal(at.Start, at.Type, at.Value);
            case TokenKind.QuotedName:
                index++;
                return new Expression.Name(at.Start, at.Text);
            case TokenKind.Word when !Reserved.Contains(at.Text) && at.Text[0] != '!':
                index++;
                return ParseWord(at);
            default:
                break;
        }

        if (Accept("("))
        {
            var inner = ParseExpression();
            Expect(")");
            return inner;
        }

        return Accept("*") ? new Expression.Star(at.Start) : throw Unexpected("an expression");
    }

    private Expression ParseWord(Token word)
    {
        if (!Current.Is("("))
        {
            return word.Text is "true" or "false"
                ? new Expression.Literal(word.Start, KqlType.Bool, word.Text == "true")
                : new Expression.Name(word.Start, word.Text);
        }

        index++;
        switch (word.Text)
        {
            case "toscalar":
                var table = Nested(ParsePipeline);
                Expect(")");
                return new Expression.ToScalar(word.Start, table);
            case "typeof":
                var type = TakeType();
                Expect(")");
                return new Expression.TypeOf(word.Start, type);
            default:
                return new Expression.Call(word.Start, word.Text, ParseList(")", ParseArgument));
        }
    }

    private Expression ParseArgument()
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedName) || !Following.Is("="))
        {
            return ParseExpression();
        }

        var (position, name) = (Current.Start, TakeName());
        index++;
        return new Expression.Argument(position, name, ParseExpression());
    }

    private NamedExpression ParseNamed()
    {
        var at = Current;
        if (at.Kind is TokenKind.Word or TokenKind.QuotedName && Following.Is("="))
        {
            var name = TakeName();
            index++;
            return new NamedExpression(at.Start, [name], ParseExpression());
        }

        if (at.Is("(") && Following.Kind is TokenKind.Word or TokenKind.QuotedName && IsNameList())
        {
            index++;
            var names = ParseList(")", () => TakeName());
            Expect("=");
            return new NamedExpression(at.Start, names, ParseExpression());
        }

        return new NamedExpression(at.Start, [], ParseExpression());
    }

    // (a, b) = ...: only the '=' after the parenthesis tells.
    private bool IsNameList()
    {
        var ahead = index + 1;
        while (tokens[ahead].Kind is TokenKind.Word or TokenKind.QuotedName && tokens[ahead + 1].Is(","))
        {
            ahead += 2;
        }

        return tokens[ahead].Kind is TokenKind.Word or TokenKind.QuotedName && tokens[ahead + 1].Is(")") && tokens[ahead + 2].Is("=");
    }
}
