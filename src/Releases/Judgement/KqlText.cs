using System.Globalization;
using System.Text;

namespace Releases.Judgement;

/// <summary>The text that is sent for a question: its parameters as <c>let</c> statements on one line, and the user's query under it.</summary>
public static class KqlText
{
    /// <summary>Lines that stand before the user's query.</summary>
    public const int LinesBefore = 1;

    /// <summary>The text. Null where a parameter's name is none that KQL takes, or one that the window has.</summary>
    public static string? Of(TelemetryQuestion question)
    {
        // "between (a .. b)" takes both ends in, and a window's end belongs to the next window.
        var text = new StringBuilder()
            .Append("let windowStart = ").Append(KqlLiteral.Of(question.Window.Start)).Append("; ")
            .Append("let windowEnd = ").Append(KqlLiteral.Of(question.Window.End.AddTicks(-1))).Append("; ");
        if (question.Reach > TimeSpan.Zero)
        {
            text.Append("let reachStart = ").Append(KqlLiteral.Of(question.Window.Start - question.Reach)).Append("; ");
        }

        foreach (var (name, value) in question.Parameters)
        {
            if (!IsName(name) || name is "windowStart" or "windowEnd" or "reachStart")
            {
                return null;
            }

            text.Append("let ").Append(name).Append(" = ").Append(Literal(value)).Append("; ");
        }

        return text.Append('\n').Append(question.Kql).ToString();
    }

    private static string Literal(KqlValue value) => value switch
    {
        KqlValue.Text text => KqlLiteral.Of(text.Value),
        KqlValue.Number { Value: { } number } when double.IsFinite(number) => $"real({number.ToString("R", CultureInfo.InvariantCulture)})",
        KqlValue.Number => "real(null)",
        KqlValue.Truth truth => truth.Value ? "true" : "false",
        KqlValue.Span span => $"timespan({span.Value.ToString("c", CultureInfo.InvariantCulture)})",
        KqlValue.Instant instant => KqlLiteral.Of(instant.Value),
        _ => throw new InvalidOperationException($"No literal for {value.GetType().Name}."),
    };

    private static bool IsName(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
