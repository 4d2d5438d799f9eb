using System.Globalization;
using System.Text.RegularExpressions;
using Releases.Judgement.Comparisons;
using Releases.Plans;

namespace Releases.BackTests;

/// <summary>
/// In the past nothing was released, so nobody was exposed. The lens deals the units of the past anew, before a criterion's own query sees them: by a hash
/// of the unit, so that a unit stays where it is and who is in at 5 % is in at 25 %.
/// </summary>
public static partial class PastLens
{
    /// <summary>Spans and events of OpenTelemetry say so in an attribute.</summary>
    private const string Attribute = "release.exposed";

    /// <summary>The query as it sees the past.</summary>
    /// <param name="kql">A criterion's query.</param>
    /// <param name="exposed">The column that says whether a row is of the exposed.</param>
    /// <param name="question">Which units would have been.</param>
    public static string Of(string kql, string exposed, string? unit, Regression? regression, PastQuestion question)
    {
        var inAttribute = kql.Contains(Attribute, StringComparison.Ordinal);
        if (!inAttribute && !Regex.IsMatch(kql, $@"\b{Regex.Escape(exposed)}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            return kql;
        }

        var dealt = Dealt(unit, question);
        var (extend, isExposed) = inAttribute
            ? ($"Properties = bag_merge(bag_pack(\"{Attribute}\", tostring({dealt})), Properties)", $"tobool(tostring(Properties[\"{Attribute}\"]))")
            : ($"{exposed} = {dealt}", exposed);
        var worse = regression is { Column: var column, Factor: var factor }
            ? string.Create(CultureInfo.InvariantCulture, $" | extend {column} = iff({isExposed}, todouble({column}) * {factor:0.0###########}, todouble({column}))")
            : "";
        return string.Concat(TablesOf(kql).Select(table => $"let {table} = {table} | extend {extend}{worse}; ")) + kql;
    }

    /// <summary>The unit of the plan's comparisons, if they have one; else each row is dealt by itself.</summary>
    public static string? UnitOf(ReleasePlan plan) =>
        plan.Criteria.OfType<ComparisonCriterion>().Select(criterion => criterion.Judged.Unit).FirstOrDefault(unit => unit != ComparisonDefaults.Row);

    private static string Dealt(string? unit, PastQuestion question) => question.Share switch
    {
        >= 1 => "true",
        <= 0 => "false",
        var share => string.Create(
            CultureInfo.InvariantCulture,
            $"strcmp(substring(hash_sha256(strcat(\"dealing {question.Dealing} \", {(unit is null ? "tostring(pack_all())" : $"tostring({unit})")})), 0, 8), \"{(uint)(share * uint.MaxValue):x8}\") < 0"),
    };

    /// <summary>What a pipeline of the query begins with, but for what it has named itself.</summary>
    private static IEnumerable<string> TablesOf(string kql)
    {
        var named = Named().Matches(kql).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return Begun().Matches(kql).Select(match => match.Groups["name"].Value).Where(name => !named.Contains(name)).Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\blet\s+(?<name>\w+)\s*=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    // At the beginning of the text, of a let statement, of another statement, of a parenthesis or of a list's item.
    [GeneratedRegex(@"(?:^|[=;(,])\s*(?<name>[A-Za-z_]\w*)\s*(?=\||$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun();
}
