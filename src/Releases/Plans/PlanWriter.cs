using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
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
            ["guardrails"] = Written.Texts(plan.Guardrails),
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

        if (plan.GateLimit != PlanDefaults.GateLimit)
        {
            root["gateLimit"] = DurationText.Format(plan.GateLimit);
        }

        if (plan.TakeUp is { } takeUp)
        {
            root["takeUp"] = Written.Present(("share", takeUp.Share), ("within", DurationText.Format(takeUp.Within)));
        }

        if (plan.Checks.Count > 0)
        {
            root["checks"] = new JsonObject(
                plan.Checks.OrderBy(check => check.Name, StringComparer.Ordinal).Select(check => KeyValuePair.Create<string, JsonNode?>(check.Name, Check(check))));
        }

        return root;
    }

    private static JsonObject Check(Check check) => Written.Present(
        ("http", check.Call is CheckCall.Http http ? http.Url.OriginalString : null),
        ("workflow", check.Call is CheckCall.Workflow workflow ? Written.Present(("repository", workflow.Repository), ("file", workflow.File), ("ref", workflow.Ref)) : null),
        ("within", DurationText.Format(check.Within)),
        ("goodFor", DurationText.Format(check.GoodFor)));

    private static JsonObject Metadata(PlanMetadata metadata) => Written.Present(
        ("name", metadata.Name),
        ("owner", metadata.Owner),
        ("summary", metadata.Summary),
        ("risk", PlanWords.Risks.Write(metadata.Risk)));

    private static JsonObject Pipeline(Pipeline pipeline)
    {
        var expects = Written.Present(("runsPerHour", pipeline.RunsPerHour), ("rowsPerRun", pipeline.RowsPerRun));
        return Written.Present(("name", pipeline.Name), ("expects", expects.Count == 0 ? null : expects));
    }

    private static JsonObject Flag(FlagDeclaration flag) => Written.Present(
        ("key", flag.Key),
        ("category", PlanWords.Categories.Write(flag.Category)),
        ("owner", flag.Owner),
        ("removeBy", flag.RemoveBy?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("order", flag.Order == PlanDefaults.Order ? null : flag.Order),
        ("together", flag.Together));

    private static JsonObject Criterion(Criterion criterion) =>
        Written.Present([.. CriterionShape.Write(criterion), .. CountingShape.Write(criterion.Counting, looks: criterion is ComparisonCriterion)]);

    private static JsonObject Stage(Stage stage, ReleasePlan plan) => Written.Present(
        ("name", stage.Name),
        ("environment", stage.Environment),
        ("expose", Expose(stage.Expose)),
        ("exposures", stage.Exposures.Count == 0 ? null : new JsonObject(
            stage.Exposures.OrderBy(exposure => exposure.Key, StringComparer.Ordinal)
                .Select(exposure => KeyValuePair.Create<string, JsonNode?>(exposure.Key, Expose(exposure.Value))))),
        ("flags", Written.Texts(stage.Flags.Count == 0 ? [.. plan.Flags.Select(flag => flag.Key)] : stage.Flags)),
        ("bake", DurationText.Format(stage.Bake)),
        ("criteria", Written.Texts(stage.Criteria)),
        ("checks", stage.Checks.Count > 0 ? Written.Texts(stage.Checks) : null),
        ("approval", stage.Approval is { } approval ? Written.Present(("by", approval.By), ("within", DurationText.Format(approval.Within))) : null),
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
            ["users"] = Written.Texts(targeted.Users),
        },
        Exposure.Shadow => JsonValue.Create(PlanWords.Shadow),
        Exposure.Variants variants => Written.Present(("variants", Array(variants.Ranges, Range)), ("seed", variants.Seed)),
        _ => throw new ArgumentException($"A plan cannot say {exposure.GetType().Name}.", nameof(exposure)),
    };

    private static JsonObject Range(VariantRange range) => new() { ["name"] = range.Variant, ["from"] = range.From, ["to"] = range.To };

    private static JsonObject FailureMode(FailureMode mode) => Written.Present(
        ("name", mode.Name), ("detectedBy", mode.DetectedBy), ("contingency", mode.Contingency));

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> write) => new([.. items.Select(write)]);
}
