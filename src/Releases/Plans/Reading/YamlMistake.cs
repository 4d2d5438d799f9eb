using YamlDotNet.Core;

namespace Releases.Plans.Reading;

/// <summary>Says what is wrong with a text that is no YAML, with what people most often meant where that is known.</summary>
internal static class YamlMistake
{
    public static (TextPosition At, string Message) Explain(YamlException exception, string text)
    {
        var at = new TextPosition((int)exception.Start.Line, (int)exception.Start.Column);

        // In brackets, and so in JSON, tabs are as good as blanks.
        var tab = text.AsSpan().TrimStart().StartsWith("{") ? null : SourceText.TabIndentation(text);
        return tab is { } found && (Says(exception, " tab ") || found.Line == at.Line)
            ? (found, "a tab indents this line; YAML is indented with spaces only")
            : (at, $"this is not YAML: {Reason(exception)}");
    }

    private static string Reason(YamlException exception)
    {
        var words = exception.Message.TrimEnd('.');
        var reason = words.Length == 0 ? "the text cannot be read" : char.ToLowerInvariant(words[0]) + words[1..];
        return exception switch
        {
            _ when Says(exception, "cannot start any token") => $"{reason}; put text that begins with such a character in quotes",
            _ when Says(exception, "plain scalar value, found invalid mapping") =>
                "a second ': ' in one line, or a line that is indented too far; put text that holds ': ' in quotes",
            _ when Says(exception, "did not find expected key") => $"{reason}; look at the indentation and for brackets that are not closed",
            _ => reason,
        };
    }

    private static bool Says(YamlException exception, string words) => exception.Message.Contains(words, StringComparison.Ordinal);
}
