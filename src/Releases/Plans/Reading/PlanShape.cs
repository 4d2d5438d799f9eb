using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Plans.Reading.Libraries;

namespace Releases.Plans.Reading;

/// <summary>Reads the whole plan out of its nodes.</summary>
internal static class PlanShape
{
    /// <summary>The plan; it means nothing where there are errors.</summary>
    public static ReleasePlan? Read(PlanNode root, IReadOnlyCollection<KnownEnvironment>? environments, Resolution resolution, PlanErrors errors)
    {
        if (Fields.Of(root, errors, "apiVersion", "kind", "metadata", "pipelines", "flags", "criteria", "guardrails", "checks", "stages", "takeUp", "holdLimit", "gateLimit", "onFailure", "onBusy", "failureModes") is not { } fields)
        {
            return null;
        }

        Exactly(fields.Required("apiVersion", PlanWords.ApiVersion), PlanWords.ApiVersion, errors);
        Exactly(fields.Required("kind", PlanWords.Kind), PlanWords.Kind, errors);
        var metadata = MetadataShape.Read(fields.Required("metadata", "{ name: llm-serving-v2, owner: data-platform }"), errors);

        var pipelineNames = new Unique("pipeline", errors);
        var pipelines = Lists.Each(Lists.Items(fields.Optional("pipelines"), errors), item => PipelineShape.Read(item, pipelineNames, errors));

        var flagsNode = fields.Required("flags", "[{ key: orders.enrichment-v2, category: exposure, owner: data-platform, removeBy: 2027-03-01 }]");
        var flagKeys = new Unique("flag", errors);
        var flags = Lists.Each(Lists.AtLeastOne(flagsNode, errors, "flag"), item => FlagShape.Read(item, flagKeys, errors));
        var declaredFlags = new Declared("flag", "flags", KeysOf(flagsNode), errors);

        var criteriaNode = resolution.Resolve(fields.Optional("criteria"));
        var criteria = CriteriaShape.Read(criteriaNode, pipelines, errors);
        var declaredCriteria = new Declared("criterion", "criteria", NamesOf(criteriaNode), errors);
        var guardrailsNode = fields.Optional("guardrails");
        var guardrails = declaredCriteria.Names(guardrailsNode);

        var checksNode = fields.Optional("checks");
        var checks = CheckShape.Read(checksNode, errors);
        var declaredChecks = new Declared("check", "checks", NamesOf(checksNode), errors);
        var judgeable = new Judgeable(criteriaNode, criteria, guardrails, pipelines, environments, errors);
        var stages = Stages(fields, environments, declaredFlags, flags, declaredCriteria, criteria, judgeable, declaredChecks, NamesSome(guardrailsNode), errors);
        CriteriaShape.CheckUse(criteriaNode, declaredCriteria, errors);

        var takeUp = TakeUpShape.Read(fields.Optional("takeUp"), errors);
        var holdLimit = NumberValues.Duration(fields.Optional("holdLimit"), errors) ?? PlanDefaults.HoldLimit;
        var gateLimit = NumberValues.Duration(fields.Optional("gateLimit"), errors) ?? PlanDefaults.GateLimit;
        var onFailure = PlanWords.FailurePolicies.Read(fields.Optional("onFailure"), errors) ?? PlanDefaults.OnFailure;
        var onBusy = PlanWords.BusyPolicies.Read(fields.Optional("onBusy"), errors) ?? PlanDefaults.OnBusy;
        var modeNames = new Unique("failure mode", errors);
        var failureModes = Lists.Each(
            Lists.Items(fields.Optional("failureModes"), errors), item => FailureModeShape.Read(item, modeNames, declaredCriteria, errors));

        return metadata is null
            ? null
            : new ReleasePlan
            {
                Metadata = metadata,
                Pipelines = pipelines,
                Flags = flags,
                Criteria = criteria,
                Guardrails = guardrails,
                Checks = checks,
                Stages = stages,
                TakeUp = takeUp,
                HoldLimit = holdLimit,
                GateLimit = gateLimit,
                OnFailure = onFailure,
                OnBusy = onBusy,
                FailureModes = failureModes,
            };
    }

    private static List<Stage> Stages(
        Fields fields,
        IReadOnlyCollection<KnownEnvironment>? environments,
        Declared flags,
        IReadOnlyList<FlagDeclaration> declarations,
        Declared criteria,
        IReadOnlyList<Criterion> judged,
        Judgeable judgeable,
        Declared checks,
        bool guarded,
        PlanErrors errors)
    {
        var countings = judged.ToDictionary(criterion => criterion.Name, criterion => criterion.Counting, StringComparer.Ordinal);
        var comparing = judged.OfType<ComparisonCriterion>().Select(criterion => criterion.Name).ToHashSet(StringComparer.Ordinal);
        var shape = new StageShape(environments, flags, criteria, checks, countings, comparing, guarded, errors);
        var succession = new Succession(flags.All, errors);
        var togetherness = new Togetherness(declarations, errors);
        var items = Lists.AtLeastOne(fields.Required("stages", "[{ name: full, environment: production, expose: on }]"), errors, "stage");
        var stages = new List<Stage>();
        for (var index = 0; index < items.Count && !errors.Full; index++)
        {
            if (shape.Read(items[index], last: index == items.Count - 1) is { } stage)
            {
                succession.Check(stage, items[index]);
                togetherness.Check(stage, items[index]);
                judgeable.Check(stage);
                stages.Add(stage);
            }
        }

        return stages;
    }

    /// <summary>Whether somebody meant to name something, readable or not.</summary>
    internal static bool NamesSome(PlanNode? list) => list is not (null or ListNode { Items.Count: 0 });

    internal static void Exactly(PlanNode? node, string expected, PlanErrors errors)
    {
        if (TextValues.Scalar(node, errors, expected) is { } scalar && (scalar.Text != expected || !scalar.IsText))
        {
            errors.Add(scalar, $"expected {expected}, found {scalar.Description}");
        }
    }

    /// <summary>The keys in a list of flags; <see langword="null"/> where some cannot be told.</summary>
    private static IEnumerable<string>? KeysOf(PlanNode? node) => node switch
    {
        null => [],
        ListNode list when list.Items.All(item => item is MapNode map && map.Find("key") is ScalarNode) =>
            list.Items.Select(item => ((ScalarNode)((MapNode)item).Find("key")!).Text),
        _ => null,
    };

    /// <summary>The names in a mapping of criteria; <see langword="null"/> where they cannot be told.</summary>
    private static IEnumerable<string>? NamesOf(PlanNode? node) => node switch
    {
        null => [],
        MapNode map => map.Entries.Select(entry => entry.Name),
        _ => null,
    };
}
