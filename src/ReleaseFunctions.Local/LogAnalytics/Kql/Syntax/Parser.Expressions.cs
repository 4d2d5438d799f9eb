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

        if (searching && Accept(":"))
        {
            return new Expression.Binary(at.Start, ":", left, ParseSigned());
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
}
