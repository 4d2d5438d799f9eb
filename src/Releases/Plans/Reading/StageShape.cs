using Releases.Durations;
using Releases.Judgement;

namespace Releases.Plans.Reading;

/// <summary>Reads an item of <c>stages</c>.</summary>
/// <param name="environments">Those that the service has, if it is known.</param>
/// <param name="flags">The flags that the plan declares.</param>
/// <param name="criteria">The criteria that the plan declares.</param>
/// <param name="checks">The checks that the plan declares.</param>
/// <param name="countings">How those without mistakes count.</param>
/// <param name="comparing">Those of them that compare the exposed with a control.</param>
/// <param name="guarded">Whether the plan names guardrails.</param>
internal sealed class StageShape(
    IReadOnlyCollection<KnownEnvironment>? environments,
    Declared flags,
    Declared criteria,
    Declared checks,
    IReadOnlyDictionary<string, Counting> countings,
    IReadOnlySet<string> comparing,
    bool guarded,
    PlanErrors errors)
{
    private readonly Unique names = new("stage", errors);

    /// <summary>Reads one stage.</summary>
    /// <param name="node">The stage.</param>
    /// <param name="last">Whether it is the plan's last.</param>
    public Stage? Read(PlanNode node, bool last)
    {
        if (Fields.Of(node, errors, "name", "environment", "expose", "exposures", "flags", "bake", "criteria", "checks", "approval", "watch") is not { } fields)
        {
            return null;
        }

        var nameNode = fields.Required("name", "canary");
        var name = TextValues.Name(nameNode, errors);
        names.Check(name, nameNode);
        var environment = Environment(fields.Required("environment", "production"));
        var expose = ExposureShape.Read(fields.Required("expose", "{ percent: 5 }"), errors);
        var moved = Flags(fields.Optional("flags"));
        var exposures = new ExposuresShape(flags, errors).Read(fields.Optional("exposures"), moved, expose);
        var bakeNode = fields.Optional("bake");
        var bake = NumberValues.Duration(bakeNode, errors, canBeZero: true) ?? (bakeNode is null ? TimeSpan.Zero : null);
        var judged = criteria.Names(fields.Optional("criteria"));
        CheckBake(bakeNode ?? fields.Optional("criteria"), node.Path.Field("bake"), bake, judged);
        var asked = checks.Names(fields.Optional("checks"));
        var approval = Approval(fields.Optional("approval"));
        var watchNode = fields.Optional("watch");
        var watch = NumberValues.Duration(watchNode, errors, canBeZero: true) ?? TimeSpan.Zero;
        CheckWatch(watchNode, watch, last, PlanShape.NamesSome(fields.Optional("criteria")));
        if (name is null || environment is null || expose is null || bake is null)
        {
            return null;
        }

        var stage = new Stage
        {
            Name = name,
            Environment = environment,
            Expose = expose,
            Exposures = exposures,
            Flags = moved,
            Bake = bake.Value,
            Criteria = judged,
            Checks = asked,
            Approval = approval,
            Watch = watch,
        };
        CheckControl(stage, fields.Optional("criteria"));
        return stage;
    }

    private void CheckControl(Stage stage, PlanNode? node)
    {
        foreach (var name in stage.Criteria.Where(name => !stage.LeavesControl && comparing.Contains(name)))
        {
            errors.Add(node!, $"{name} compares the exposed with a control, and expose: {stage.Expose} leaves none; judge it where less than 100 % are exposed");
        }
    }

    /// <summary>A name, and one that the service has.</summary>
    private string? Environment(PlanNode? node)
    {
        var name = TextValues.Environment(node, errors);
        if (name is not null && environments?.Any(environment => environment.Name == name) == false)
        {
            var known = environments.Select(environment => environment.Name).Order(StringComparer.Ordinal).ToArray();
            var those = known.Length == 0 ? "this service has none" : $"this service has {string.Join(", ", known)}";
            errors.Add(node!, $"there is no environment '{name}'{Suggestion.For(name, known)}; {those}");
        }

        return name;
    }

    private IReadOnlyList<string> Flags(PlanNode? node)
    {
        if (node is ListNode { Items.Count: 0 })
        {
            errors.Add(node, "is empty; name the flags that this stage moves, or leave the field out to move all");
        }

        var keys = flags.Names(node);
        return flags.AreAll(keys) ? [] : keys;
    }

    private Approval? Approval(PlanNode? node)
    {
        if (Fields.Of(node, errors, "by", "within") is not { } fields)
        {
            return null;
        }

        var by = TextValues.Line(fields.Required("by", "release-managers"), errors);
        var within = NumberValues.Duration(fields.Optional("within"), errors) ?? PlanDefaults.ApprovalWithin;
        return by is null ? null : new Approval(by, within);
    }

    private void CheckBake(PlanNode? node, NodePath path, TimeSpan? bake, IReadOnlyList<string> judged)
    {
        foreach (var name in judged)
        {
            if (bake is not { } length || !countings.TryGetValue(name, out var counting))
            {
                continue;
            }

            var windows = Math.Max(counting.MinimumMeasurements, counting.PassAfter);
            var needed = counting.Window * windows;
            if (length < needed)
            {
                var of = windows == 1 ? $"one window of {DurationText.Format(counting.Window)}" : $"{windows} windows of {DurationText.Format(counting.Window)}";
                var found = length == TimeSpan.Zero ? "no bake" : $"a bake of {DurationText.Format(length)}";
                errors.Add(node!.At, path, $"{name} needs {of} to be judged, and this stage has {found}; bake: {DurationText.Format(needed)} or more would do");
            }
        }
    }

    private void CheckWatch(PlanNode? node, TimeSpan watch, bool last, bool judged)
    {
        if (node is null || watch == TimeSpan.Zero)
        {
            return;
        }

        if (!last)
        {
            errors.Add(node, "only the last stage is watched; give this one a longer bake");
        }
        else if (!guarded && !judged)
        {
            errors.Add(node, "there is nothing to watch: name criteria in this stage, or guardrails");
        }
    }
}
