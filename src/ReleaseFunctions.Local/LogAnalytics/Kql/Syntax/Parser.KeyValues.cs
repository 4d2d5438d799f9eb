namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>parse-kv.</summary>
internal sealed partial class Parser
{
    private Operator.ParseKeys ParseKeys(Token at)
    {
        var value = ParseExpression();
        Expect("as");
        Expect("(");
        var keys = ParseList(")", ParseColumn);
        return new Operator.ParseKeys(at.Start, value, keys, Accept("with") ? ParseShape() : new KeyValueShape.Loose([], ""));
    }

    private KeyValueShape ParseShape()
    {
        var (start, pair, keyValue, regex, escapes, greedy) = (Current.Start, (Token?)null, (Token?)null, (Token?)null, "", false);
        var quotes = new List<string>();
        Expect("(");
        _ = ParseList(")", () =>
        {
            var parameter = Current;
            TakeName("a parameter");
            Expect("=");
            switch (parameter.Text)
            {
                case "pair_delimiter":
                    pair = TakeText();
                    break;
                case "kv_delimiter":
                    keyValue = TakeText();
                    break;
                case "regex":
                    regex = TakeText();
                    break;
                case "escape":
                    escapes += Characters(1, 1);
                    break;
                case "quote":
                    quotes.Add(Characters(1, 2));
                    break;
                case "greedy":
                    greedy = Accept("true");
                    if (!greedy)
                    {
                        Expect("false");
                    }

                    break;
                default:
                    throw KqlException.Syntax(parameter.Start, $"parse-kv has no parameter '{parameter.Text}': it takes pair_delimiter, kv_delimiter, quote, escape, greedy and regex.");
            }

            return parameter;
        });

        return (pair, keyValue, regex) switch
        {
            (null, null, { } pattern) when quotes.Count == 0 && escapes.Length == 0 && !greedy => new KeyValueShape.Regex(pattern.Start, (string)pattern.Value!),
            ({ Value: string { Length: > 0 } between }, { Value: string { Length: > 0 } within }, null) => new KeyValueShape.Delimited(between, within, quotes, escapes, greedy),
            (null, null, null) when !greedy => new KeyValueShape.Loose(quotes, escapes),
            _ => throw KqlException.Semantic(start, "parse-kv takes pair_delimiter with kv_delimiter, or regex, or neither."),
        };
    }

    private string Characters(int fewest, int most)
    {
        var token = TakeText();
        return token.Value is string text && text.Length >= fewest && text.Length <= most ? text : throw KqlException.Semantic(token.Start, "This is a string of one character, for quotes of one or two.");
    }

    private Token TakeText() => Current is { Kind: TokenKind.Literal, Type: KqlType.String, Value: string } ? tokens[index++] : throw Unexpected("a string");
}
