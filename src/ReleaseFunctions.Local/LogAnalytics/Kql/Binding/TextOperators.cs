using System.Text.RegularExpressions;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The operators on strings: has, contains, startswith and their kin, =~, matches regex.</summary>
internal static class TextOperators
{
    // What KQL takes for part of a term: letters and digits. All else separates terms.
    private const string TermCharacter = @"[\p{L}\p{N}]";
    private const string NoTermBefore = @"(?:^|[^\p{L}\p{N}])";
    private const string NoTermAfter = @"(?:$|[^\p{L}\p{N}])";

    public static Scalar Bind(int position, string op, Scalar left, Scalar right)
    {
        var text = Text(position, op, left);
        right = right.Type == KqlType.Dynamic ? new Scalar(KqlType.String, $"kql_dynamic_text({right.Sql})") : right;
        if (right.Type != KqlType.String)
        {
            throw KqlException.Semantic(position, $"The operator '{op}' is not defined for {left.Type.Name()} and {right.Type.Name()}.");
        }

        var negated = op[0] == '!';
        var name = negated ? op[1..] : op;
        var sql = name switch
        {
            "=~" => $"(lower({text}) = lower({right.Sql}))",
            "~" => $"(lower({text}) = lower({right.Sql}))",
            "matches regex" => $"regexp_matches({text}, {right.Sql})",
            "contains" => $"contains(lower({text}), lower({right.Sql}))",
            "contains_cs" => $"contains({text}, {right.Sql})",
            "startswith" => $"starts_with(lower({text}), lower({right.Sql}))",
            "startswith_cs" => $"starts_with({text}, {right.Sql})",
            "endswith" => $"suffix(lower({text}), lower({right.Sql}))",
            "endswith_cs" => $"suffix({text}, {right.Sql})",
            "has" => Has(text, right, before: true, after: true, caseless: true),
            "has_cs" => Has(text, right, before: true, after: true, caseless: false),
            "hasprefix" => Has(text, right, before: true, after: false, caseless: true),
            "hasprefix_cs" => Has(text, right, before: true, after: false, caseless: false),
            "hassuffix" => Has(text, right, before: false, after: true, caseless: true),
            "hassuffix_cs" => Has(text, right, before: false, after: true, caseless: false),
            _ => throw new ArgumentOutOfRangeException(nameof(op)),
        };
        return new Scalar(KqlType.Bool, negated ? $"(NOT {sql})" : sql, Nullable: false);
    }

    private static string Text(int position, string op, Scalar value) => value.Type switch
    {
        KqlType.String => value.Sql,
        KqlType.Dynamic => $"kql_dynamic_text({value.Sql})",
        _ => throw KqlException.Semantic(position, $"The operator '{op}' needs a string, not {value.Type.Name()}."),
    };

    private static string Has(string text, Scalar term, bool before, bool after, bool caseless)
    {
        var flags = caseless ? "'i'" : "'c'";
        if (term.Constant is string constant)
        {
            var pattern = Regex.IsMatch(constant, "^" + TermCharacter, RegexOptions.None, TimeSpan.FromSeconds(1)) && before ? NoTermBefore : "";
            pattern += EscapeForRe2(constant);
            pattern += Regex.IsMatch(constant, TermCharacter + @"\z", RegexOptions.None, TimeSpan.FromSeconds(1)) && after ? NoTermAfter : "";
            return $"regexp_matches({text}, {Scalar.Quote(pattern)}, {flags})";
        }

        string Edge(string anchored, string guard) => $"CASE WHEN regexp_matches({term.Sql}, {Scalar.Quote(anchored)}) THEN {Scalar.Quote(guard)} ELSE '' END";
        var parts = new List<string>();
        if (before)
        {
            parts.Add(Edge("^" + TermCharacter, NoTermBefore));
        }

        parts.Add($"regexp_escape({term.Sql})");
        if (after)
        {
            parts.Add(Edge(TermCharacter + "$", NoTermAfter));
        }

        return $"regexp_matches({text}, {string.Join(" || ", parts)}, {flags})";
    }

    // RE2 accepts a backslash before any ASCII punctuation, and nothing else needs one.
    public static string EscapeForRe2(string text) =>
        string.Concat(text.Select(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c > ' ' ? $"\\{c}" : c.ToString()));
}
