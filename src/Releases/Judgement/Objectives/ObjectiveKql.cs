using Releases.Judgement.Rows;

namespace Releases.Judgement.Objectives;

/// <summary>A row for each window. What was before the exposure is not the release's doing.</summary>
internal static class ObjectiveKql
{
    public static string Of(ObjectiveCriterion criterion) => string.Join('\n', Lines(criterion));

    private static IEnumerable<string> Lines(ObjectiveCriterion criterion)
    {
        foreach (var line in RowKql.Seen(criterion.Source, $"windowEnd - {Span(criterion.Long)}", $"bad = tobool({criterion.Bad})"))
        {
            yield return line;
        }

        yield return "let counted = seen | where isExposed and at >= exposedSince and isnotnull(bad);";
        yield return "union";
        yield return $"  ({Rate(criterion, criterion.Long)}),";
        yield return $"  ({Rate(criterion, criterion.Short)})";
    }

    private static string Rate(ObjectiveCriterion criterion, TimeSpan window) =>
        $"counted | where at > windowEnd - {Span(window)} | summarize value = todouble(countif(bad)) / count() / {RowKql.Real(Allowed(criterion.Objective))}, samples = count()"
        + $" | extend series = {KqlLiteral.Of(ObjectiveCriterion.Series(window))}";

    /// <summary>In decimal, so that 99.9 % leaves 0.1 % and not a binary fraction near it.</summary>
    private static double Allowed(double objective) => (double)(1 - (decimal)objective);

    private static string Span(TimeSpan span) => FormattableString.Invariant($"{(long)span.TotalMilliseconds}ms");
}
