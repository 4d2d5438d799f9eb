using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// Reads the service's error: the outermost says little ("invalid properties"), the innermost says what and where. Lines are counted as
/// the user wrote the query, without what was put before it.
/// </summary>
internal static partial class QueryError
{
    public static Measurement.Error Measure(int status, JsonElement error)
    {
        var code = Text(error, "code") ?? $"Http{status}";
        var message = Text(error, "message") ?? "";
        var kind = code;
        string? place = null;
        for (var inner = error; ; inner = Inner(inner))
        {
            if (inner.ValueKind != JsonValueKind.Object)
            {
                break;
            }

            message = Text(inner, "message") is { Length: > 0 } deeper ? deeper : message;
            if (Text(inner, "code") is { Length: > 0 } named && !Diagnostic().IsMatch(named))
            {
                kind = named;
            }

            if (Whole(inner, "line") is { } line && Whole(inner, "pos") is { } column)
            {
                place = $" (line {Math.Max(1, line - KqlText.LinesBefore)}, position {column})";
            }
        }

        if (Place().IsMatch(message))
        {
            place = null;
        }

        message = Place().Replace(message, match => FormattableString.Invariant(
            $"{match.Groups["before"].Value}{Math.Max(1, int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) - KqlText.LinesBefore)}{match.Groups["after"].Value}"));
        return new Measurement.Error(Named(status, code, kind), message + place);
    }

    private static string Named(int status, string code, string kind)
    {
        if (code == "PartialError")
        {
            return code;
        }

        return status == 429 || code.Contains("Throttl", StringComparison.OrdinalIgnoreCase) || code.Contains("TooManyRequests", StringComparison.OrdinalIgnoreCase) ? "Throttled"
            : status is 408 or 504 || code.Contains("Timeout", StringComparison.OrdinalIgnoreCase) ? "Timeout"
            : kind;
    }

    private static JsonElement Inner(JsonElement error) =>
        error.TryGetProperty("innererror", out var inner) ? inner
        : error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array && details.GetArrayLength() > 0 ? details[0]
        : default;

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int? Whole(JsonElement error, string name) =>
        error.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var whole) ? whole : null;

    // E.g. SYN0002: the number of a diagnosis, while SyntaxError around it says what kind it is.
    [GeneratedRegex("^[A-Z]{2,4}[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Diagnostic();

    [GeneratedRegex(@"(?<before>\[line:position=|on line \[|line )(?<line>[0-9]{1,6})(?<after>[:,\]]| )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
