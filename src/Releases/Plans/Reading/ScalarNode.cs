using System.Globalization;
using System.Text.RegularExpressions;

namespace Releases.Plans.Reading;

/// <summary>A text, number, truth value or nothing; which of them follows from YAML 1.2's core schema, as it does in JSON.</summary>
/// <param name="text">The value, unquoted and unescaped.</param>
/// <param name="bare">Whether it was written without quotes.</param>
/// <param name="source">The characters of the plan it was read from.</param>
internal sealed partial class ScalarNode(TextPosition at, NodePath path, string text, bool bare, string source) : PlanNode(at, path)
{
    private const int Shown = 40;

    public string Text { get; } = text;

    /// <summary>Whether it was written without quotes.</summary>
    public bool IsBare => bare;

    public bool IsNull => bare && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool IsBoolean => bare && Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE";

    public bool IsNumber => bare && NumberShape().IsMatch(Text);

    public bool IsText => !IsNull && !IsBoolean && !IsNumber;

    /// <summary>The number, which may be infinite where too many digits were written.</summary>
    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string Description => this switch
    {
        { IsNull: true } => "nothing",
        { IsText: true } => $"the text '{Excerpt}'",
        _ => Excerpt,
    };

    private string Excerpt => Text.Length > Shown || Text.Contains('\n', StringComparison.Ordinal) ? Text.ReplaceLineEndings(" ")[..Math.Min(Shown, Text.Length)] + "…" : Text;

    /// <summary>Where a character of the value is; where that cannot be told (escapes, folded lines), where the value begins.</summary>
    public TextPosition PositionOf(int offset)
    {
        var start = source.IndexOf(Text, StringComparison.Ordinal);
        if (start < 0)
        {
            return At;
        }

        var before = source.AsSpan(0, start + offset);
        var lastBreak = before.LastIndexOf('\n');
        return lastBreak < 0
            ? At with { Column = At.Column + before.Length }
            : At with { Line = At.Line + before.Count('\n'), Column = before.Length - lastBreak };
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberShape();
}
