using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Releases.Durations;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Plans;

namespace Releases.Tests.Plans;

/// <summary>The reference page tells every field, and the defaults that the code has.</summary>
public sealed partial class PlanReferenceTests
{
    private static readonly Dictionary<string, string> Defaults = Row().Matches(Page("plan.md") + Page("criteria.md"))
        .Select(row => (Section: row.Groups["section"].Value, row))
        .SelectMany(found => Rows(found.row.Value, found.Section))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>The kinds that have a section on the page of criteria.</summary>
    private static readonly string[] Kinds = ["freshness", "volume", "skew", "backpressure", "quality", "orphans", "schema", "parity", "slo", "metric", "alert", "http"];

    public static TheoryData<string, string> DefaultsOfTheCode => new()
    {
        { "the plan/holdLimit", DurationText.Format(PlanDefaults.HoldLimit) },
        { "the plan/gateLimit", DurationText.Format(PlanDefaults.GateLimit) },
        { "the plan/onFailure", PlanDefaults.OnFailure.ToString().ToLowerInvariant() },
        { "flags/order", $"{PlanDefaults.Order}" },
        { "the plan/onBusy", PlanDefaults.OnBusy.ToString().ToLowerInvariant() },
        { "metadata/risk", PlanDefaults.Risk.ToString().ToLowerInvariant() },
        { "criteria/minimumSamples", $"{Counting.MinimumSamples}" },
        { "checks/within", DurationText.Format(PlanDefaults.CheckWithin) },
        { "checks/goodFor", DurationText.Format(PlanDefaults.CheckGoodFor) },
        { "criteria/minimumHeartbeat", $"{Counting.MinimumHeartbeat}" },
        { "criteria/dryRun", Counting.DryRun ? "true" : "false" },
        { "criteria/minimumMeasurements", $"{CountingDefaults.MinimumMeasurements}" },
        { "criteria/failAfter", $"{CountingDefaults.FailAfter}" },
        { "criteria/failureCount", Counting.FailureCount.ToString().ToLowerInvariant() },
        { "criteria/passAfter", $"{CountingDefaults.PassAfter}" },
        { "criteria/errorBudget", $"{CountingDefaults.ErrorBudget}" },
        { "criteria/deadline", $"{CountingDefaults.DeadlineWindows} windows" },
        { "criteria/onBlind", Counting.OnBlind.ToString().ToLowerInvariant() },
        { "comparisons/compare.alpha", $"{ComparisonDefaults.Alpha}" },
        { "comparisons/compare.minimumUnits", $"{ComparisonDefaults.MinimumUnits}" },
        { "comparisons/compare.power", $"{ComparisonDefaults.Power}" },
        { "comparisons/compare.unit", ComparisonDefaults.Row },
        { "comparisons/compare.exposed", ComparisonDefaults.Exposed },
        { "comparisons/compare.time", ComparisonDefaults.Time },
        { "volume/minimumExpected", "20" },
        { "orphans/reach", "1d" },
        { "slo/burnRate", "14.4" },
        { "slo/long", "1h" },
        { "slo/short", "5m" },
        { "metric/interval", "1m" },
        { "metric/blanks", "blind" },
        { "stages/bake", DurationText.Format(TimeSpan.Zero) },
        { "stages/approval.within", DurationText.Format(PlanDefaults.ApprovalWithin) },
    };

    private static string Page(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name));

    private static Counting Counting => new() { Window = TimeSpan.FromMinutes(1) };

    [Theory]
    [MemberData(nameof(DefaultsOfTheCode))]
    public void Page_Default_IsThatOfTheCode(string field, string value) => Assert.Equal(value, Defaults[field]);

    [Fact]
    public void Page_Fields_AreThoseOfTheSchema()
    {
        var schema = JsonNode.Parse(PlanSchema.Json)!;
        (string Section, JsonNode Described)[] sections =
        [
            ("the plan", schema),
            ("metadata", schema["properties"]!["metadata"]!),
            ("pipelines", schema["definitions"]!["pipeline"]!),
            ("flags", schema["definitions"]!["flag"]!),
            ("criteria", schema["definitions"]!["criterion"]!),
            .. Kinds.Select(kind => (kind, schema["definitions"]![kind]!)),
            ("checks", schema["definitions"]!["check"]!),
            ("comparisons", schema["definitions"]!["comparison"]!),
            ("stages", schema["definitions"]!["stage"]!),
            ("exposures", schema["definitions"]!["exposure"]!["oneOf"]![1]!),
            ("variants", schema["definitions"]!["range"]!),
            ("failuremodes", schema["definitions"]!["failureMode"]!),
        ];
        var fields = sections.SelectMany(section => Fields(section.Described, section.Section + "/"));
        Assert.Equal(fields.Order(StringComparer.Ordinal), Defaults.Keys.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Fields(JsonNode described, string prefix)
    {
        foreach (var (name, field) in (JsonObject)described["properties"]!)
        {
            yield return prefix + name;
            if (prefix != "the plan/" && field!["properties"] is not null)
            {
                foreach (var inner in Fields(field, $"{prefix}{name}."))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Rows(string section, string title) => Field().Matches(section)
        .Select(row => KeyValuePair.Create($"{title.ToLowerInvariant()}/{row.Groups["name"].Value}", row.Groups["default"].Value.Trim(' ', '`')));

    /// <summary>A section with a table of fields.</summary>
    [GeneratedRegex(@"^## (?<section>.+)\n(?:(?!^## )[\s\S])*?\n\| field (?:.*\n)(?:\|.*\n)+", RegexOptions.Multiline, 5000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z.]+)` \|(?<value>[^|]*)\|(?<default>[^|]*)\|", RegexOptions.Multiline, 5000)]
    private static partial Regex Field();
}
