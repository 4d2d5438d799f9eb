using System.Text.Json;
using Releases.Wording;

namespace Releases.Judgement.Probes;

/// <summary>What an answer says to the assertions about it.</summary>
public static class ProbeAnswer
{
    /// <param name="question">What was wanted.</param>
    /// <param name="status">The status that came.</param>
    /// <param name="body">The body that came.</param>
    /// <param name="took">How long it took.</param>
    public static Measurement Of(Question.Http question, int status, string body, TimeSpan took)
    {
        var points = new List<Point>
        {
            question.Status is { } wanted ? Asserted($"status {status}", $"{wanted} wanted", status == wanted) : Asserted($"status {status}", "200 to 299 wanted", status is >= 200 and < 300),
        };
        if (question.Within is { } within)
        {
            points.Add(Asserted($"answered in {Say.Span(took)}", $"{Say.Span(within)} are allowed", took <= within));
        }

        if (question.Contains is { } text)
        {
            points.Add(Asserted($"body {(body.Contains(text, StringComparison.Ordinal) ? "with" : "without")} '{Say.Short(text, 60)}'", "it is wanted", body.Contains(text, StringComparison.Ordinal)));
        }

        points.AddRange(question.Json.Select(expected => Asserted(
            $"{expected.Key} is {(At(body, expected.Key) is { } found ? $"'{Say.Short(found, 60)}'" : "not there")}", $"'{Say.Short(expected.Value, 60)}' wanted", At(body, expected.Key) == expected.Value)));
        return new Measurement.Series(points);
    }

    /// <summary>No answer at all, where one was to be had.</summary>
    public static Measurement None(string why) => new Measurement.Series([new Point($"no answer: {why}", 1, null)]);

    private static Point Asserted(string found, string wanted, bool holds) => new(holds ? found : $"{found}, {wanted}", holds ? 0 : 1, null);

    private static string? At(string body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var at = document.RootElement;
            foreach (var name in path.Split('.'))
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }

            return at.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", JsonValueKind.Null => null, _ => at.ToString() };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
