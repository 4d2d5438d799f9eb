using System.Text.RegularExpressions;

namespace ReleaseFunctions.Local.LogAnalytics.Metrics;

/// <summary>The <c>$filter</c> of a question for metrics: which dimensions split the series, and which values they may have.</summary>
internal static partial class MetricFilter
{
    public static bool TryParse(string? text, out IReadOnlyList<(string Name, IReadOnlyList<string> Values)> dimensions)
    {
        var found = new List<(string Name, IReadOnlyList<string> Values)>();
        dimensions = found;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        // Each part stands for one dimension; alternatives within it name the same one.
        foreach (var part in And().Split(text))
        {
            var values = new List<string>();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var condition in Or().Split(part.Trim('(', ')', ' ')))
            {
                if (Condition().Match(condition.Trim('(', ')', ' ')) is not { Success: true } match)
                {
                    return false;
                }

                names.Add(match.Groups["name"].Value);
                values.Add(match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal));
            }

            if (names.Count != 1 || !values.TrueForAll(MetricRequest.CanBeName))
            {
                return false;
            }

            found.Add((names.Single(), values.Contains("*") ? [] : values));
        }

        return true;
    }

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex And();

    [GeneratedRegex(@"\s+or\s+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Or();

    [GeneratedRegex(@"^(?<name>[A-Za-z_][\w./-]*)\s+eq\s+'(?<value>([^']|'')*)'$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();
}
