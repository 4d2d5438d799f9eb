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

        var isExposed = inAttribute ? $"tobool(tostring(Properties[\"{Attribute}\"]))" : exposed;
        string Extend(string dealt) => inAttribute ? $"Properties = bag_merge(bag_pack(\"{Attribute}\", tostring({dealt})), Properties)" : $"{exposed} = {dealt}";
        var worse = regression is { Column: var column, Factor: var factor }
            ? string.Create(CultureInfo.InvariantCulture, $" | extend {column} = iff({isExposed}, todouble({column}) * {factor:0.0###########}, todouble({column}))")
            : "";
        return string.Concat(TablesOf(kql).GroupBy(table => table.Name).Select(table =>
        {
            // A table that is only looked up need not have the unit's column. One whose exposed rows are wanted must: a wrong name is an error then.
            var judged = table.Any(seen => !seen.IsInside || seen.Pipeline.Contains(inAttribute ? Attribute : exposed, StringComparison.Ordinal));
            var of = unit is null ? "tostring(pack_all())" : judged || !Identifier().IsMatch(unit) ? $"tostring({unit})" : $"tostring(column_ifexists(\"{unit}\", \"\"))";
            return $"let {table.Key} = {table.Key} | extend {Extend(Dealt(of, question))}{(judged ? worse : "")}; ";
        })) + kql;
    }

    /// <summary>The unit of the plan's comparisons, if they have one; else each row is dealt by itself.</summary>
    public static string? UnitOf(ReleasePlan plan) =>
        plan.Criteria.OfType<ComparisonCriterion>().Select(criterion => criterion.Judged.Unit).FirstOrDefault(unit => unit != ComparisonDefaults.Row);

    private static string Dealt(string unit, PastQuestion question) => question.Share switch
    {
        >= 1 => "true",
        <= 0 => "false",
        var share => string.Create(
            CultureInfo.InvariantCulture,
            $"strcmp(substring(hash_sha256(strcat(\"dealing {question.Dealing} \", {unit})), 0, 8), \"{(uint)(share * uint.MaxValue):x8}\") < 0"),
    };

    /// <summary>What a pipeline of the query begins with, but for what it has named itself; the pipeline, and whether it is in a parenthesis.</summary>
    private static IEnumerable<(string Name, string Pipeline, bool IsInside)> TablesOf(string kql)
    {
        var named = Named().Matches(kql).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        return Begun().Matches(kql).Concat(United().Matches(kql)).SelectMany(match => match.Groups["name"].Captures)
            .Where(name => !named.Contains(name.Value))
            .OrderBy(name => name.Index)
            .Select(name => (name, end: EndOf(kql, name.Index)))
            .Select(one => (one.name.Value, kql[one.name.Index..one.end], one.end < kql.Length && kql[one.end] == ')'));
    }

    /// <summary>Where the statement ends, or the parenthesis that it is in.</summary>
    private static int EndOf(string kql, int start)
    {
        var depth = 0;
        for (var end = start; end < kql.Length; end++)
        {
            depth += kql[end] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0 || kql[end] == ';')
            {
                return end;
            }
        }

        return kql.Length;
    }

    [GeneratedRegex(@"\blet\s+(?<name>\w+)\s*=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    // At the beginning of a statement, whether or not that gives it a name; or of a parenthesis, if a pipeline follows or a union or a join has it.
    [GeneratedRegex(
        @"(?:\A|;)(?:\s|//[^\n]*\n)*(?:let\s+\w+\s*=\s*)?(?<name>[A-Za-z_]\w*)\s*(?=[|;]|\z)|[({]\s*(?<name>[A-Za-z_]\w*)\s*(?=\|)|\b(?:union|join|lookup)\b[^()|;]*\(\s*(?<name>[A-Za-z_]\w*)\s*(?=\))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun();

    // Tables that a union names without a parenthesis.
    [GeneratedRegex(@"\bunion(?:\s+\w+\s*=\s*\w+)*\s+(?<name>[A-Za-z_]\w*)(?:\s*,\s*(?<name>[A-Za-z_]\w*))*\s*(?=[|;),]|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex United();

    [GeneratedRegex(@"^[A-Za-z_]\w*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
