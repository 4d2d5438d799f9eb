namespace Releases.Judgement.Metrics;

/// <summary>The <c>$filter</c> of a question for metrics.</summary>
public static class MetricFilter
{
    /// <summary>E.g. <c>EntityName eq 'orders' or EntityName eq 'refunds' and Zone eq '*'</c>; null where everything is one series.</summary>
    /// <remarks>The service's <c>or</c> stands between values of one dimension only, and binds closer than <c>and</c>.</remarks>
    public static string? Of(Question.Metric asked)
    {
        var parts = asked.Where.Select(wanted => string.Join(" or ", wanted.Value.Select(value => Equal(wanted.Key, value)))).ToList();
        if (asked.By is { } by && !asked.Where.ContainsKey(by))
        {
            parts.Add(Equal(by, "*"));
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private static string Equal(string dimension, string value) => $"{dimension} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
