namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Expressions, loosest operators first: or, and, equality and lists, relations, sums, products, string operators, a value.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> StringOperators = new(
        from name in new[] { "has", "hasprefix", "hassuffix", "contains", "startswith", "endswith" }
        from negation in new[] { "", "!" }
        from suffix in new[] { "", "_cs" }
        select negation + name + suffix,
        StringComparer.Ordinal);

    private static readonly HashSet<string> ListOperators = new(["in", "!in", "in~", "!in~", "has_any", "has_all"], StringComparer.Ordinal);

    private static readonly HashSet<string> Reserved = new(
        ["and", "or", "by", "on", "asc", "desc", "nulls", "between", "let", "matches", .. StringOperators, .. ListOperators], StringComparer.Ordinal);

    private Expression ParseExpression() => Nested(() => ParseLogical(isAnd: false));

    private Expression ParseLogical(bool isAnd)
    {
        var first = isAnd ? ParseEquality() : ParseLogical(isAnd: true);
        var word = isAnd ? "and" : "or";
        if (!Current.Is(word))
        {
            return first;
        }

        var position = Current.Start;
        var parts = new List<Expression> { first };
        while (Accept(word))
        {
            CountLink();
            parts.Add(isAnd ? ParseEquality() : ParseLogical(isAnd: true));
        }

        return new Expression.Logical(position, isAnd, parts);
    }

    private Expression ParseEquality()
    {
        var left = ParseRelation();
        var at = Current;
        if (at.Is("==") || at.Is("!=") || at.Is("<>"))
        {
            index++;
            return new Expression.Binary(at.Start, at.Text == "<>" ? "!=" : at.Text, left, ParseRelation());
        }

        if (at.Is("between") || at.Is("!between"))
        {
            index++;
            Expect("(");
            var low = ParseExpression();
            Expect("..");
            var high = ParseExpression();
            Expect(")");
            return new Expression.Between(at.Start, at.Text[0] == '!', left, low, high);
        }

        return at.Kind == TokenKind.Word && ListOperators.Contains(at.Text) ? ParseIn(left) : left;
    }

    private Expression.In ParseIn(Expression left)
    {
        var at = tokens[index++];
        Expect("(");
        var (start, depthBefore) = (index, depth);
        if (!Current.Is(")") && ParseBodyOrNull() is Body.Tabular table)
        {
            Expect(")");
            return new Expression.In(at.Start, at.Text, left, [], table.Value);
        }

        (index, depth) = (start, depthBefore);
        return new Expression.In(at.Start, at.Text, left, ParseList(")", ParseExpression), Table: null);
    }

    // Null where it is a list: the first item is a scalar and a comma follows.
    private Body? ParseBodyOrNull()
    {
        var (start, depthBefore) = (index, depth);
        CountAttempt();
        if (!BeginsTable())
        {
            try
            {
                ParseExpression();
                if (Current.Is(",") || Current.Is(")"))
                {
                    return null;
                }
            }
            catch (KqlException) when (tokens[start].Is("("))
            {
            }
        }

        (index, depth) = (start, depthBefore);
        return Nested(ParseBody);
    }

    private Expression ParseRelation()
    {
        var left = ParseSum();
        var at = Current;
        if (at.Is("<") || at.Is(">") || at.Is("<=") || at.Is(">="))
        {
            index++;
            return new Expression.Binary(at.Start, at.Text, left, ParseSum());
        }

        return left;
    }

    private Expression ParseSum()
    {
        var left = ParseProduct();
        while (Current.Is("+") || Current.Is("-"))
        {
            CountLink();
            var at = tokens[index++];
            left = new Expression.Binary(at.Start, at.Text, left, ParseProduct());
        }

        return left;
    }

    private Expression ParseProduct()
    {
        var left = ParseStringOperation();
        while (Current.Is("*") || Current.Is("/") || Current.Is("%"))
        {
            CountLink();
            var at = tokens[index++];
            left = new Expression.Binary(at.Start, at.Text, left, ParseStringOperation());
        }

        return left;
    }

    private Expression ParseStringOperation()
    {
        var left = ParseSigned();
        var at = Current;
        if (at.Is("=~") || at.Is("!~") || (at.Kind == TokenKind.Word && StringOperators.Contains(at.Text)))
        {
            index++;
            return new Expression.Binary(at.Start, at.Text, left, ParseSigned());
        }

        if (at.Is("matches"))
        {
            index++;
            Expect("regex");
            return new Expression.Binary(at.Start, "matches regex", left, ParseSigned());
        }

        return left;
    }

    private Expression ParseSigned()
    {
        var at = Current;
        if (Accept("-"))
        {
            return new Expression.Negation(at.Start, ParsePostfix());
        }

        Accept("+");
        return ParsePostfix();
    }

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
