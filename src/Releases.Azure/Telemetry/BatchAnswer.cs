using System.Text.Json;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// The answers of a batch, each read for itself. They are read from the response's JSON and not from the client's result types, because
/// those leave out the status of each answer and where in the query an error is.
/// </summary>
internal static class BatchAnswer
{
    /// <summary>Each answer under its question's id.</summary>
    /// <param name="content">The response.</param>
    /// <param name="shapes">What each question's query gives.</param>
    public static IReadOnlyDictionary<string, Measurement> Read(BinaryData content, IReadOnlyDictionary<string, AnswerShape> shapes)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.GetProperty("responses").EnumerateArray().ToDictionary(
            response => response.GetProperty("id").GetString()!,
            response => Measure(response, shapes.GetValueOrDefault(response.GetProperty("id").GetString()!)),
            StringComparer.Ordinal);
    }

    private static Measurement Measure(JsonElement response, AnswerShape shape)
    {
        var body = response.GetProperty("body");
        var status = response.TryGetProperty("status", out var given) ? given.GetInt32() : 200;
        if (body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            return QueryError.Measure(status, error);
        }

        return status >= 400 ? new Measurement.Error($"Http{status}", "the service gives no reason")
            : shape == AnswerShape.Cohorts ? CohortAnswer.Measure(body.GetProperty("tables")[0])
            : TableAnswer.Measure(body.GetProperty("tables")[0]);
    }
}
