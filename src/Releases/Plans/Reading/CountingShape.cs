using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement;

namespace Releases.Plans.Reading;

/// <summary>Reads and writes how a criterion counts.</summary>
internal static class CountingShape
{
    public static readonly string[] Fields =
        ["window", "minimumSamples", "minimumHeartbeat", "minimumMeasurements", "failAfter", "failureCount", "passAfter", "errorBudget", "deadline", "onBlind", "dryRun"];

    /// <summary>How what is left out counts by default; the fields that a kind does not have are left out.</summary>
    public static Counting? Read(Fields fields, PlanErrors errors, long leastSamples = 0, long leastHeartbeat = 0)
    {
        var window = NumberValues.Duration(fields.Required("window", "30m"), errors);
        var minimumSamples = NumberValues.Rows(fields.Optional("minimumSamples"), errors) ?? leastSamples;
        var minimumHeartbeat = NumberValues.Rows(fields.Optional("minimumHeartbeat"), errors) ?? leastHeartbeat;
        var minimumMeasurements = NumberValues.Count(fields.Optional("minimumMeasurements"), errors, 1) ?? CountingDefaults.MinimumMeasurements;
        var failAfter = NumberValues.Count(fields.Optional("failAfter"), errors, 1) ?? CountingDefaults.FailAfter;
        var failureCount = PlanWords.FailureCounts.Read(fields.Optional("failureCount"), errors) ?? FailureCount.Consecutive;
        var passAfter = NumberValues.Count(fields.Optional("passAfter"), errors, 1) ?? CountingDefaults.PassAfter;
        var errorBudget = NumberValues.Count(fields.Optional("errorBudget"), errors, 0) ?? CountingDefaults.ErrorBudget;
        var deadline = NumberValues.Duration(fields.Optional("deadline"), errors);
        var onBlind = PlanWords.BlindPolicies.Read(fields.Optional("onBlind"), errors) ?? OnBlind.Hold;
        var dryRun = TextValues.Truth(fields.Optional("dryRun"), errors) ?? false;
        return window is not { } length
            ? null
            : new Counting
            {
                Window = length,
                MinimumSamples = minimumSamples,
                MinimumHeartbeat = minimumHeartbeat,
                MinimumMeasurements = minimumMeasurements,
                FailAfter = failAfter,
                FailureCount = failureCount,
                PassAfter = passAfter,
                ErrorBudget = errorBudget,
                // Given or left out, it is the same plan: what is pinned says it in full.
                Deadline = deadline ?? length * CountingDefaults.DeadlineWindows,
                OnBlind = onBlind,
                DryRun = dryRun,
            };
    }

    /// <param name="looks">Whether the criterion only looks again, at all since the exposure changed, and does not count windows.</param>
    public static IEnumerable<(string Name, JsonNode? Value)> Write(Counting counting, bool looks)
    {
        yield return ("window", DurationText.Format(counting.Window));
        if (!looks)
        {
            yield return ("minimumSamples", counting.MinimumSamples);
            yield return ("minimumHeartbeat", counting.MinimumHeartbeat);
            yield return ("minimumMeasurements", counting.MinimumMeasurements);
            yield return ("failAfter", counting.FailAfter);
            yield return ("failureCount", PlanWords.FailureCounts.Write(counting.FailureCount));
            yield return ("passAfter", counting.PassAfter);
        }

        yield return ("errorBudget", counting.ErrorBudget);
        yield return ("deadline", DurationText.Format(counting.Deadline ?? counting.Window * CountingDefaults.DeadlineWindows));
        yield return ("onBlind", PlanWords.BlindPolicies.Write(counting.OnBlind));
        yield return ("dryRun", counting.DryRun);
    }
}
