using CsCheck;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;
using Releases.Plans;
using Check = Releases.Plans.Check;

namespace Releases.Tests.Plans;

/// <summary>Plans without mistakes, of all kinds that the records allow.</summary>
internal static class GeneratedPlans
{
    private static readonly Gen<string> Name =
        Gen.Select(Gen.Char["abcxyz019"], Gen.String[Gen.Char["abcxyz019-"], 0, 30], Gen.Char["abcxyz019"]).Select((first, middle, last) => $"{first}{middle}{last}");

    /// <summary>One line with everything that quoting and escaping has to cope with.</summary>
    private static readonly Gen<string> Line =
        Gen.OneOf("a", "b c", "null", "42", "true", "on", "~", "- x", "a: b", "#", "\"", "\\", "'", "{", "[x]", "*a", "&a", "!t", "%", "é", "😀", "\u2028x\u2029y", "\uFEFF", "\u00A0z", "//", "<>&+")
            .List[1, 4].Select(parts => string.Concat(parts).Trim()).Where(text => text.Length > 0);

    private static readonly Gen<string> Text =
        Gen.Select(Line, Line, Gen.OneOf("\n", "\n\n  ", "\t", "\n\t", " \n", "\u0085", "\0", "\u001b")).Select((first, last, between) => (first + between + last).ReplaceLineEndings("\n").Trim());

    private static readonly Gen<TimeSpan> Duration =
        Gen.OneOf<TimeSpan>(Gen.Int[1, 10_000_000].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)), Gen.Int[1, 300].Select(hours => TimeSpan.FromHours(hours)));

    /// <summary>Large enough for the rates of <see cref="GeneratedKinds"/>: a share that nobody is in is a mistake, as nothing can be judged by it.</summary>
    private static readonly Gen<double> Percent = Gen.OneOf<double>(Gen.Int[0, 100].Select(whole => (double)whole), Gen.Double[0, 100].Where(share => share >= 1e-6));

    private static readonly Gen<Exposure.Targeted> Targeted =
        Gen.Select(Percent, Gen.Select(Line, Percent).List[0, 3], Line.HashSet[0, 3]).Select((percent, groups, users) => new Exposure.Targeted(
            percent,
            [.. groups.DistinctBy(group => group.Item1).OrderBy(group => group.Item1, StringComparer.Ordinal).Select(group => new GroupShare(group.Item1, group.Item2))],
            [.. users]));

    private static readonly Gen<Exposure.Variants> Dealt =
        Gen.Select(Line.List[1, 3], Gen.Int[0, 20], Gen.Double[1, 2.5], Line.Null()).Select((names, from, step, seed) => new Exposure.Variants(
            [.. names.Select((name, index) => new VariantRange(name, from + (index * 10 * step), from + ((index + 1) * 9 * step)))], seed));

    private static readonly Gen<Exposure> AnyExposure = Gen.OneOf(
        Gen.Const<Exposure>(new Exposure.On()),
        Gen.Const<Exposure>(new Exposure.Off()),
        Gen.Const<Exposure>(new Exposure.Shadow()),
        Targeted.Select(targeted => (Exposure)targeted),
        Dealt.Select(dealt => (Exposure)dealt));

    private static readonly Gen<Counting> Counting =
        from window in Duration
        from samples in Gen.Long[0, 1_000_000]
        from measurements in Gen.Int[1, 9]
        from failAfter in Gen.Int[1, 9]
        from failureCount in Gen.Enum<FailureCount>()
        from passAfter in Gen.Int[1, 9]
        from errorBudget in Gen.Int[0, 9]
        from deadline in Duration
        from onBlind in Gen.Enum<OnBlind>()
        select new Counting
        {
            Window = window,
            MinimumSamples = samples,
            MinimumMeasurements = measurements,
            FailAfter = failAfter,
            FailureCount = failureCount,
            PassAfter = passAfter,
            ErrorBudget = errorBudget,
            Deadline = deadline,
            OnBlind = onBlind,
        };

    private static readonly Gen<Condition> Shares = Comparisons(Gen.OneOf<double>(Gen.Double.Unit, Gen.Int[0, 100].Select(percent => percent / 100.0)), Unit.Ratio);
    private static readonly Gen<Condition> Numbers = Comparisons(Gen.OneOf<double>(Gen.Double[-1e9, 1e9], Gen.Int[-1000, 1_000_000].Select(whole => (double)whole)), Unit.None);

    private static readonly Gen<Metric> Metrics =
        from tenths in Gen.Int[500, 999]
        let level = double.Parse($"0.{tenths}", System.Globalization.CultureInfo.InvariantCulture)
        from metric in Gen.Int[0, 3].Select(kind => kind switch { 0 => new Metric.Mean(), 1 => new Metric.Mean(level), 2 => (Metric)new Metric.ErrorRate(), _ => new Metric.Quantile(level) })
        select metric;

    private static readonly Gen<CohortSource> Source = Gen.OneOf<CohortSource>(
        Text.Select(kql => (CohortSource)new CohortSource.Query(kql)),
        Gen.Select(Line, Text.Null(), Line).Select((of, where, exposed) => (CohortSource)new CohortSource.Table("PipelineRuns", of, where, exposed, "Started")));

    private static readonly Gen<ComparisonCriterion> Comparison =
        from name in Name
        from source in Source
        from metric in Metrics
        from unit in Gen.Enum<Unit>()
        from worse in Gen.Enum<Worse>()
        from relative in Gen.Bool
        let share = relative || metric is Metric.ErrorRate || unit is Unit.Ratio
        from amount in share ? Gen.Int[0, 400].Select(tenths => tenths / 1000.0) : Gen.Double[0, 1e6]
        from units in Gen.Long[30, 1000]
        from alpha in Gen.Double[0.001, 0.1]
        from detects in Gen.Bool
        from required in Gen.Bool
        from counting in Counting
        let detect = detects && metric is not Metric.Quantile ? new Detection(share ? 0.5 : (amount * 2) + 0.1, 0.9) : null
        select new ComparisonCriterion(
            name,
            source,
            new ComparisonRule { Metric = metric, Unit = "Partition", MeasuredIn = unit, Worse = worse, WorseBy = new Margin(amount, relative), MinimumUnits = units, Alpha = alpha },
            detect,
            required && detect is not null)
        {
            Counting = counting with { MinimumSamples = 0, MinimumMeasurements = 1, FailAfter = 1, FailureCount = FailureCount.Consecutive, PassAfter = 1 },
        };

    private static readonly Gen<ThresholdCriterion> Threshold =
        from name in Name
        from kql in Text
        from unit in Gen.Enum<Unit>()
        from condition in unit is Unit.Ratio ? Shares : Numbers
        from counting in Counting
        select new ThresholdCriterion(name, kql, condition with { Text = ConditionText.Canonical(condition, unit) }, unit) { Counting = counting };

    private static readonly Gen<Criterion> Criterion = Gen.OneOf<Criterion>(
        GeneratedKinds.Of(Name, Line, Text, Duration, Counting),
        Threshold.Select(criterion => (Criterion)criterion), Comparison.Select(criterion => (Criterion)criterion));

    private static readonly Gen<FlagDeclaration> Flag =
        Gen.Select(Line.Where(key => !key.Contains(':', StringComparison.Ordinal) && !key.Contains('%', StringComparison.Ordinal)), Gen.Enum<FlagCategory>(), Line, Gen.DateOnly, Gen.Int[1, 10])
            .Select((key, category, owner, removeBy, order) =>
                new FlagDeclaration(key, category, owner, category is FlagCategory.Exposure or FlagCategory.Experimental ? removeBy : null, order));

    /// <summary>One exposure an environment, so that no stage narrows another.</summary>
    private static readonly Gen<Stage> Step =
        from name in Name
        from exposure in AnyExposure
        from bake in Duration
        from approver in Line.Null()
        from within in Duration
        select new Stage { Name = name, Environment = "env-" + name, Expose = exposure, Bake = bake, Approval = approver is null ? null : new Approval(approver, within) };

    private static readonly Gen<Check> Check = Gen.Select(Name, Duration, Duration, Gen.Bool).Select((name, within, goodFor, calls) => new Check(
        name, calls ? new CheckCall.Http(new Uri($"https://{name}.example/run")) : new CheckCall.Workflow($"contoso/{name}", "playbook.yml", "main"), within, goodFor));

    public static readonly Gen<ReleasePlan> Plan =
        from metadata in Gen.Select(Name, Line, Text.Null(), Gen.Enum<Risk>()).Select((name, owner, summary, risk) => new PlanMetadata(name, owner, summary, risk))
        from pipelines in Gen.Select(Line, Gen.Double[1, 1e6].Nullable(), Gen.Int[1, 1000].Select(rows => (double)rows).Nullable()).Select((name, runs, rows) => new Pipeline(name, runs, rows)).List[0, 3]
        from flags in Flag.List[1, 3]
        from criteria in Criterion.List[0, 3]
        from steps in Step.List[1, 4]
        from other in AnyExposure
        from modes in Gen.Select(Line, Text).List[0, 2]
        from watch in Duration
        from holdLimit in Duration
        from gateLimit in Duration
        from onFailure in Gen.Enum<OnFailure>()
        from checks in Check.List[0, 2].Select(all => (IReadOnlyList<Check>)[.. all.DistinctBy(check => check.Name).OrderBy(check => check.Name, StringComparer.Ordinal)])
        from onBusy in Gen.Enum<OnBusy>()
        from takeUp in Gen.Select(Gen.Double[0.01, 1], Duration).Select((share, within) => new TakeUp(share, within)).Null()
        select Assemble(metadata, pipelines, flags, criteria, steps, other, modes, watch, holdLimit) with { Checks = checks, OnFailure = onFailure, OnBusy = onBusy, TakeUp = takeUp, GateLimit = gateLimit };

    private static ReleasePlan Assemble(
        PlanMetadata metadata,
        List<Pipeline> pipelines,
        List<FlagDeclaration> flags,
        List<Criterion> criteria,
        List<Stage> steps,
        Exposure other,
        List<(string Name, string Contingency)> modes,
        TimeSpan watch,
        TimeSpan holdLimit)
    {
        var named = criteria.DistinctBy(criterion => criterion.Name).OrderBy(criterion => criterion.Name, StringComparer.Ordinal).ToList();
        var declared = flags.DistinctBy(flag => flag.Key).ToList();
        var guardrails = named.Take(1).Union(named.OfType<ComparisonCriterion>()).Select(criterion => criterion.Name).ToList();
        var judged = named.Skip(1).ToList();
        var needed = judged.Select(criterion => criterion.Counting.Window * Math.Max(criterion.Counting.MinimumMeasurements, criterion.Counting.PassAfter))
            .DefaultIfEmpty().Max();
        var stages = steps.DistinctBy(stage => stage.Name)
            .Select((stage, index) => stage with
            {
                Bake = needed > stage.Bake ? needed : stage.Bake,
                Criteria = [.. judged.Where(criterion => stage.LeavesControl || criterion is not ComparisonCriterion).Select(criterion => criterion.Name)],
                Flags = index % 2 == 0 || declared.Count == 1 ? [] : [declared[^1].Key],
                Exposures = index % 3 == 0 && !other.Equals(stage.Expose) ? new Dictionary<string, Exposure> { [declared[^1].Key] = other } : new Dictionary<string, Exposure>(),
            })
            .ToList();
        stages[^1] = stages[^1] with { Watch = guardrails.Count > 0 ? watch : TimeSpan.Zero };
        return new ReleasePlan
        {
            Metadata = metadata,
            Pipelines = [.. pipelines.DistinctBy(pipeline => pipeline.Name)],
            Flags = declared,
            Criteria = named,
            Guardrails = guardrails,
            Stages = stages,
            HoldLimit = holdLimit,
            FailureModes = [.. modes.DistinctBy(mode => mode.Name).Select(mode => new FailureMode(mode.Name, guardrails.FirstOrDefault(), mode.Contingency))],
        };
    }

    private static Gen<Condition> Comparisons(Gen<double> bound, Unit unit) =>
        Gen.Select(Gen.Select(Gen.Enum<ComparisonOperator>(), bound).Select((sign, value) => new Comparison(sign, value)).List[1, 3], Gen.Bool)
            .Select((comparisons, any) => new Condition(unit.ToString(), comparisons, any || comparisons.Count == 1));
}
