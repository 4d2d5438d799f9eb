using Releases.Judgement.SampleRatio;
using Releases.Wording;

namespace Releases.Judgement.Comparisons;

/// <summary>Whether two cohorts can be compared at all. What cannot be has one verdict, whoever measured it.</summary>
internal static class CohortCheck
{
    /// <summary>What stands against comparing them, or null.</summary>
    public static Finding? Against(string name, ComparisonRule rule, Cohort? exposed, Cohort? control, Look look)
    {
        var units = new { Exposed = exposed?.Units ?? 0, Control = control?.Units ?? 0 };
        if (units.Exposed < 0 || units.Control < 0)
        {
            return new Finding(Verdict.ProviderError, $"{name} could not be measured: a cohort has {Math.Min(units.Exposed, units.Control)} units");
        }

        if (units.Control == 0)
        {
            var what = units.Exposed == 0 ? "neither cohort has any" : $"the control has none, the exposed have {Say.Count(units.Exposed)}";
            return new Finding(Verdict.NoData, $"{name}: nothing to compare of {rule.Units}: {what}", Samples: units.Exposed);
        }

        if (units.Exposed == 0)
        {
            return Silent(name, rule, units.Control, look.IntendedShare);
        }

        if (units.Exposed < rule.MinimumUnits || units.Control < rule.MinimumUnits)
        {
            return new Finding(
                Verdict.Insufficient,
                $"{name}: {Say.Count(units.Exposed)} exposed and {Say.Count(units.Control)} control {rule.Units}, fewer than the {Say.Count(rule.MinimumUnits)} that each needs",
                Samples: units.Exposed);
        }

        return Unusable(name, rule, "exposed", exposed!) ?? Unusable(name, rule, "control", control!);
    }

    /// <summary>
    /// No exposed rows while the control's arrive: the release has silenced its own pipeline (a Fail), unless there are so few units that none of
    /// them need be exposed.
    /// </summary>
    private static Finding Silent(string name, ComparisonRule rule, long control, double? intended)
    {
        var text = $"{name}: no exposed {rule.Units}, while the control has {Say.Count(control)}";
        return intended is { } share && SampleRatioTest.PValue(0, control, share) < SampleRatioTest.Significant
            ? new Finding(Verdict.Fail, $"{text} and {Say.Number(share * 100)} % should be: the exposed are silent", 0, 0)
            : new Finding(Verdict.NoData, text, Samples: 0);
    }

    private static Finding? Unusable(string name, ComparisonRule rule, string which, Cohort cohort)
    {
        foreach (var (column, number) in rule.Needs(cohort))
        {
            switch (number)
            {
                case null:
                    return new Finding(Verdict.ProviderError, $"{name} could not be measured: the {which} have no value in the column '{column}'");
                case { } value when !double.IsFinite(value):
                    return new Finding(Verdict.NoData, $"{name}: {column} of the {which} is {value}, which cannot be compared", Samples: cohort.Units);
                case { } value when value < 0 && column is not "mean":
                    return new Finding(Verdict.ProviderError, $"{name} could not be measured: {column} of the {which} is {Say.Number(value)}, below zero");
                case { } value when value > cohort.Units && column is "errors" or "beyond":
                    return new Finding(Verdict.ProviderError, $"{name} could not be measured: {column} of the {which} is {Say.Number(number.Value)}, more than its {Say.Count(cohort.Units)} units");
            }
        }

        return null;
    }
}
