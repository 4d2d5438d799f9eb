using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;
using Releases.Plans.Reading;

namespace Releases.Plans;

/// <summary>
/// Writes a plan as canonical JSON: one text for one plan, however it was spelled. Defaults are written out, so that what is pinned
/// says everything; mappings are sorted; durations and bounds have one spelling. <see cref="PlanReader"/> reads it back. Fields that came
/// to the language later are left out where they have their default: a plan that was pinned before keeps its name.
/// </summary>
public static class PlanWriter
{
    public static string Write(ReleasePlan plan) => CanonicalJson.Write(Root(plan));

    /// <summary>SHA-256 of a canonical text, lower-case hex: what a release is pinned to.</summary>
    public static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static JsonObject Root(ReleasePlan plan)
    {
        var root = new JsonObject
        {
            ["apiVersion"] = PlanWords.ApiVersion,
            ["kind"] = PlanWords.Kind,
            ["metadata"] = Metadata(plan.Metadata),
            ["pipelines"] = Array(plan.Pipelines, Pipeline),
            ["flags"] = Array(plan.Flags, Flag),
            ["criteria"] = new JsonObject(
                plan.Criteria.OrderBy(criterion => criterion.Name, StringComparer.Ordinal)
                    .Select(criterion => KeyValuePair.Create<string, JsonNode?>(criterion.Name, Criterion(criterion)))),
            ["guardrails"] = Texts(plan.Guardrails),
            ["stages"] = Array(plan.Stages, stage => Stage(stage, plan)),
            ["holdLimit"] = DurationText.Format(plan.HoldLimit),
            ["onFailure"] = PlanWords.FailurePolicies.Write(plan.OnFailure),
            ["failureModes"] = Array(plan.FailureModes, FailureMode),
        };
        if (plan.OnBusy != PlanDefaults.OnBusy)
        {
            // Plans that were pinned before there was this field keep their hash.
            root["onBusy"] = PlanWords.BusyPolicies.Write(plan.OnBusy);
        }

        return root;
    }

    private static JsonObject Metadata(PlanMetadata metadata) => Present(
        ("name", metadata.Name),
        ("owner", metadata.Owner),
        ("summary", metadata.Summary),
        ("risk", PlanWords.Risks.Write(metadata.Risk)));

    private static JsonObject Pipeline(Pipeline pipeline)
    {
        var expects = Present(("runsPerHour", pipeline.RunsPerHour), ("rowsPerRun", pipeline.RowsPerRun));
        return Present(("name", pipeline.Name), ("expects", expects.Count == 0 ? null : expects));
    }

    private static JsonObject Flag(FlagDeclaration flag) => Present(
        ("key", flag.Key),
        ("category", PlanWords.Categories.Write(flag.Category)),
        ("owner", flag.Owner),
        ("removeBy", flag.RemoveBy?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("order", flag.Order == PlanDefaults.Order ? null : flag.Order),
        ("together", flag.Together));

    private static JsonObject Criterion(Criterion criterion)
    {
        var counting = criterion.Counting;
        var question = criterion switch
        {
            ThresholdCriterion threshold => Present(
                ("kql", threshold.Kql),
                ("failWhen", ConditionText.Canonical(threshold.FailWhen, threshold.Unit)),
                ("unit", threshold.Unit is Unit.None ? null : PlanWords.Units.Write(threshold.Unit))),
            ComparisonCriterion comparison => Present(
                ("kql", comparison.Source is CohortSource.Query query ? query.Kql : null),
                ("compare", Compare(comparison)),
                ("required", comparison.Required)),
            _ => throw new ArgumentException($"A plan cannot say {criterion.GetType().Name}.", nameof(criterion)),
        };
        question["window"] = DurationText.Format(counting.Window);
        if (criterion is ThresholdCriterion)
        {
            question["minimumSamples"] = counting.MinimumSamples;
            question["minimumHeartbeat"] = counting.MinimumHeartbeat;
            question["minimumMeasurements"] = counting.MinimumMeasurements;
            question["failAfter"] = counting.FailAfter;
            question["failureCount"] = PlanWords.FailureCounts.Write(counting.FailureCount);
            question["passAfter"] = counting.PassAfter;
        }

        question["errorBudget"] = counting.ErrorBudget;
        question["deadline"] = DurationText.Format(counting.Deadline ?? counting.Window * CountingDefaults.DeadlineWindows);
        question["onBlind"] = PlanWords.BlindPolicies.Write(counting.OnBlind);
        question["dryRun"] = counting.DryRun;
        return question;
    }

    private static JsonObject Compare(ComparisonCriterion comparison)
    {
        var (table, rule) = (comparison.Source as CohortSource.Table, comparison.Judged);
        var share = MarginText.IsShare(rule.Metric, rule.MeasuredIn);
        return Present(
            ("metric", MetricText.Format(rule.Metric)),
            ("tail", rule.Metric is Metric.Mean { Tail: { } tail } ? MetricText.Level(tail) : null),
            ("from", table?.From),
            ("of", table?.Of),
            ("where", table?.Where),
            ("exposed", table?.Exposed),
            ("time", table?.Time),
            ("unit", rule.Unit),
            ("minimumUnits", rule.MinimumUnits),
            ("measuredIn", rule.MeasuredIn is Unit.None ? null : PlanWords.Units.Write(rule.MeasuredIn)),
            ("worse", PlanWords.Worses.Write(rule.Worse)),
            ("worseBy", MarginText.Format(rule.WorseBy, rule.MeasuredIn, share)),
            ("detect", comparison.Detect is { } detect ? MarginText.Format(rule.WorseBy with { Amount = detect.Regression }, rule.MeasuredIn, share) : null),
            ("power", comparison.Detect?.Power),
            ("alpha", rule.Alpha));
    }

    private static JsonObject Stage(Stage stage, ReleasePlan plan) => Present(
        ("name", stage.Name),
        ("environment", stage.Environment),
        ("expose", Expose(stage.Expose)),
        ("exposures", stage.Exposures.Count == 0 ? null : new JsonObject(
            stage.Exposures.OrderBy(exposure => exposure.Key, StringComparer.Ordinal)
                .Select(exposure => KeyValuePair.Create<string, JsonNode?>(exposure.Key, Expose(exposure.Value))))),
        ("flags", Texts(stage.Flags.Count == 0 ? [.. plan.Flags.Select(flag => flag.Key)] : stage.Flags)),
        ("bake", DurationText.Format(stage.Bake)),
        ("criteria", Texts(stage.Criteria)),
        ("approval", stage.Approval is { } approval ? Present(("by", approval.By), ("within", DurationText.Format(approval.Within))) : null),
        ("watch", DurationText.Format(stage.Watch)));

    private static JsonNode Expose(Exposure exposure) => exposure switch
    {
        Exposure.On => JsonValue.Create(PlanWords.On),
        Exposure.Off => JsonValue.Create(PlanWords.Off),
        Exposure.Targeted targeted => new JsonObject
        {
            ["percent"] = targeted.Percent,
            ["groups"] = new JsonObject(
                targeted.Groups.OrderBy(group => group.Name, StringComparer.Ordinal)
                    .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Name, group.Percent))),
            ["users"] = Texts(targeted.Users),
        },
        Exposure.Shadow => JsonValue.Create(PlanWords.Shadow),
        Exposure.Variants variants => Present(("variants", Array(variants.Ranges, Range)), ("seed", variants.Seed)),
        _ => throw new ArgumentException($"A plan cannot say {exposure.GetType().Name}.", nameof(exposure)),
    };

    private static JsonObject Range(VariantRange range) => new() { ["name"] = range.Variant, ["from"] = range.From, ["to"] = range.To };

    private static JsonObject FailureMode(FailureMode mode) => Present(
        ("name", mode.Name), ("detectedBy", mode.DetectedBy), ("contingency", mode.Contingency));

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> write) => new([.. items.Select(write)]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>An object of what is there.</summary>
    private static JsonObject Present(params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var present = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                present[name] = value;
            }
        }

        return present;
    }
}
