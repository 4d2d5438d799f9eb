using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement;

namespace Releases.Plans.Reading;

/// <summary>Reads and writes the typed values that a query sees by their names.</summary>
internal static class ValueShape
{
    private static readonly string[] Reserved = ["windowStart", "windowEnd", "reachStart", "release", "stage", "environment", "exposed", "exposedSince"];

    public static IReadOnlyDictionary<string, KqlValue> Read(PlanNode? node, PlanErrors errors)
    {
        var values = new SortedDictionary<string, KqlValue>(StringComparer.Ordinal);
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a name to its value, such as {{ pipeline: orders, limit: 15m }}; found {node.Description}");
        }

        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (Reserved.Contains(entry.Name))
            {
                errors.Add(entry.NameAt, entry.Value.Path, "a query sees this name anyway, with a meaning of its own");
            }
            else if (TextValues.CheckColumn(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } name && Value(entry.Value, errors) is { } value)
            {
                values[name] = value;
            }
        }

        return values;
    }

    public static JsonObject Write(IReadOnlyDictionary<string, KqlValue> values) => Written.Present(values.Select(value => (value.Key, value.Value switch
    {
        KqlValue.Text text => (JsonNode?)text.Value,
        KqlValue.Number number => number.Value,
        KqlValue.Truth truth => truth.Value,
        KqlValue.Span span => DurationText.Format(span.Value),
        var other => throw new ArgumentException($"A plan cannot say {other.GetType().Name}.", nameof(values)),
    })));

    /// <summary>What is written as a duration is one; in quotes or not, because canonical plans have quotes around all texts.</summary>
    private static KqlValue? Value(PlanNode node, PlanErrors errors)
    {
        if (TextValues.Scalar(node, errors, "a text, a number, a duration, true or false") is not { } scalar)
        {
            return null;
        }

        switch (scalar)
        {
            case { IsNumber: true }:
                return new KqlValue.Number(scalar.Number + 0.0);
            case { IsBoolean: true }:
                return new KqlValue.Truth(scalar.Text[0] is 't' or 'T');
            case { IsText: true } when DurationText.Parse(scalar.Text) is { } span:
                return new KqlValue.Span(span);
            default:
                return TextValues.Line(scalar, errors) is { } text ? new KqlValue.Text(text) : null;
        }
    }
}
