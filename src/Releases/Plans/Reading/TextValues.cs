using System.Globalization;
using System.Text.RegularExpressions;

namespace Releases.Plans.Reading;

/// <summary>
/// Reads texts of all kinds. As with all values: nothing in (a field left out) gives nothing, a mistake is reported and gives nothing.
/// </summary>
internal static partial class TextValues
{
    private const int LongestLine = 200;

    /// <summary>A free text, of any length and lines; blanks around it do not count.</summary>
    public static string? Text(PlanNode? node, PlanErrors errors)
    {
        if (Scalar(node, errors, "a text") is not { } scalar)
        {
            return null;
        }

        if (!scalar.IsText)
        {
            errors.Add(scalar, scalar.IsNull
                ? "expected a text, found nothing; give one, or leave the field out where it is optional"
                : $"expected a text, found {scalar.Description}; in quotes, \"{scalar.Description}\", it is one");
            return null;
        }

        var text = scalar.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length == 0)
        {
            errors.Add(scalar, "expected a text, found only blanks");
            return null;
        }

        return text;
    }

    /// <summary>One line of text, as it is written, of at most 200 characters.</summary>
    public static string? Line(PlanNode? node, PlanErrors errors) =>
        Text(node, errors) is null ? null : CheckLine(node!.At, node.Path, ((ScalarNode)node).Text, errors);

    /// <summary>The same rules for the name of an entry in a mapping.</summary>
    public static string? CheckLine(TextPosition at, NodePath path, string text, PlanErrors errors)
    {
        var problem = text switch
        {
            _ when string.IsNullOrWhiteSpace(text) => "expected a text, found only blanks",
            { Length: > LongestLine } => $"this has {text.Length} characters; at most {LongestLine} are accepted here",
            _ when text.Any(char.IsControl) => "line breaks and control characters are not accepted here",
            _ when char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) => "blanks at the beginning or the end are not accepted here",
            _ => null,
        };
        if (problem is null)
        {
            return text;
        }

        errors.Add(at, path, problem);
        return null;
    }

    /// <summary>A name of the plan's own: lower-case letters, digits and dashes, at most 40 of them.</summary>
    public static string? Name(PlanNode? node, PlanErrors errors) =>
        Text(node, errors) is null ? null : CheckName(node!.At, node.Path, ((ScalarNode)node).Text, errors);

    /// <summary>The same rules for the name of an entry in a mapping.</summary>
    public static string? CheckName(TextPosition at, NodePath path, string text, PlanErrors errors)
    {
        if (NameShape().IsMatch(text))
        {
            return text;
        }

        errors.Add(at, path, "a name has lower-case letters, digits and dashes, begins and ends with a letter or digit, and has at most 40 characters");
        return null;
    }

    /// <summary>The name of something outside the plan: letters, digits, dots, dashes and underscores, at most 40.</summary>
    public static string? Environment(PlanNode? node, PlanErrors errors)
    {
        if (Line(node, errors) is not { } name)
        {
            return null;
        }

        if (EnvironmentShape().IsMatch(name))
        {
            return name;
        }

        errors.Add(node!, "an environment's name has letters, digits, dots, dashes and underscores, begins with a letter or digit, and has at most 40 characters");
        return null;
    }

    /// <summary>A feature flag's id, by the rules of the store.</summary>
    public static string? FlagKey(PlanNode? node, PlanErrors errors)
    {
        if (Line(node, errors) is not { } key)
        {
            return null;
        }

        if (key.AsSpan().ContainsAny(':', '%'))
        {
            errors.Add(node!, "a flag's key has neither ':' nor '%': the store keeps no such flag");
            return null;
        }

        return key;
    }

    /// <summary>The name of a table or column.</summary>
    public static string? Column(PlanNode? node, PlanErrors errors)
    {
        if (Line(node, errors) is not { } name)
        {
            return null;
        }

        if (ColumnShape().IsMatch(name))
        {
            return name;
        }

        errors.Add(node!, $"expected the name of a table or column, letters, digits and underscores, found '{name}'");
        return null;
    }

    /// <summary>The same rules for the name of an entry in a mapping.</summary>
    public static string? CheckColumn(TextPosition at, NodePath path, string name, PlanErrors errors)
    {
        if (ColumnShape().IsMatch(name))
        {
            return name;
        }

        errors.Add(at, path, "a name has letters, digits and underscores, and begins with no digit");
        return null;
    }

    /// <summary>An address that may be called from here: https, or http on this machine, and nobody's password in it.</summary>
    public static Uri? Url(PlanNode? node, PlanErrors errors)
    {
        if (Line(node, errors) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return url;
        }

        errors.Add(node!, "expected an https address without a user in it, such as https://tests.contoso.com/synthetic; http is accepted on this machine only");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static bool? Truth(PlanNode? node, PlanErrors errors)
    {
        if (Scalar(node, errors, "true or false") is not { } scalar)
        {
            return null;
        }

        if (scalar.IsBoolean)
        {
            return scalar.Text[0] is 't' or 'T';
        }

        errors.Add(scalar, $"expected true or false, found {scalar.Description}");
        return null;
    }

    /// <summary>A day, as <c>2027-03-01</c>.</summary>
    public static DateOnly? Date(PlanNode? node, PlanErrors errors)
    {
        if (Text(node, errors) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        errors.Add(node!, "expected a day as year-month-day, such as 2027-03-01");
        return null;
    }

    /// <summary>A single value, whatever it is.</summary>
    internal static ScalarNode? Scalar(PlanNode? node, PlanErrors errors, string expected)
    {
        if (node is ListNode or MapNode)
        {
            errors.Add(node, $"expected {expected}, found {node.Description}");
        }

        return node as ScalarNode;
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NameShape();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ColumnShape();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EnvironmentShape();
}
