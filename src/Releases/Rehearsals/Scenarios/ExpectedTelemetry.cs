using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Compositions;
using Releases.Judgement.Metrics;

namespace Releases.Rehearsals.Scenarios;

/// <summary>
/// Telemetry as the plan itself leads one to expect it: as many rows as its pipelines' volume and the exposure give, and values well on the
/// good side of each criterion, with the scatter that so many rows have. A defect moves them to the bad side. The same question has the same
/// answer, whenever it is asked.
/// </summary>
public sealed class ExpectedTelemetry(Scenario scenario, Func<string, double> exposed, Func<Defect, Asked, bool> shows)
{
    private const double LateShare = 0.05;
    private const double KeptShare = 0.5;
    private readonly Dictionary<string, Rule> _rules = scenario.Plan.Criteria.ToDictionary(criterion => criterion.Name, criterion => criterion.Rule(1));
    private readonly Dictionary<string, Criterion> _criteria = scenario.Plan.Criteria.ToDictionary(criterion => criterion.Name);
    private readonly HashSet<string> _off = [.. scenario.Plan.Stages.Where(stage => stage.Expose is Exposure.Off).Select(stage => stage.Name)];
    private readonly double? _runsPerHour = scenario.Plan.Pipelines.Any(pipeline => pipeline.RunsPerHour is not null)
        ? scenario.Plan.Pipelines.Sum(pipeline => pipeline.RunsPerHour ?? 0)
        : null;

    public Measurement Answer(Asked asked)
    {
        var criterion = _criteria[asked.Criterion];
        var fault = Fault(asked);
        if (Blind(fault) is { } blind)
        {
            return blind;
        }

        var chance = Chance.For(scenario.Seed, asked.Criterion, asked.Window.Start.UtcTicks);
        var rows = Rows(chance, criterion, asked);
        rows = fault switch
        {
            TelemetryFault.LateRows => (long)(rows * LateShare),
            TelemetryFault.MissingRows => (long)(rows * KeptShare),
            TelemetryFault.ZeroRows => 0,
            _ => rows,
        };
        var size = 0.0;
        foreach (var defect in scenario.Defects)
        {
            size = defect.Criterion == asked.Criterion && shows(defect, asked) ? Math.Max(size, defect.Size) : size;
        }

        // Rows that arrive whatever the release does: as many as it takes to tell silence from blindness, and half as many again.
        var least = Math.Max(1, criterion.Counting.MinimumHeartbeat);
        var heartbeat = least + (least / 2) + 1;
        var share = ShareOf(asked);
        var others = share is > 0 and < 1 ? (long)(rows * (1 - share) / share) : 0;
        return (rows, fault) switch
        {
            (_, TelemetryFault.Silence) => new Measurement.Nothing("no row", 0, heartbeat),
            (0, TelemetryFault.ZeroRows) => new RuleAnswers(0, 1, others, 0, chance).Of(_rules[asked.Criterion]) is Measurement.Value lie ? lie with { Samples = 0 } : new Measurement.Nothing("no row", 0),
            (0, _) => new Measurement.Nothing("no row", 0),
            (_, TelemetryFault.NotANumber) => new Measurement.Value(double.NaN, rows, heartbeat),
            _ => new RuleAnswers(size, rows, others, heartbeat, chance).Of(_rules[asked.Criterion]) ?? new Measurement.Error("Unknown", "a rehearsal cannot tell what this criterion would measure"),
        };
    }

    private TelemetryFault? Fault(Asked asked)
    {
        foreach (var span in scenario.Telemetry)
        {
            if (asked.Minute >= span.From.TotalMinutes && asked.Minute < span.Until.TotalMinutes && (span.Criterion is null || span.Criterion == asked.Criterion))
            {
                return span.Fault;
            }
        }

        return null;
    }

    private static Measurement? Blind(TelemetryFault? fault) => fault switch
    {
        TelemetryFault.Outage => new Measurement.Error("Unavailable", "the provider does not answer"),
        TelemetryFault.Throttled => new Measurement.Error("Throttled", "429, too many requests"),
        TelemetryFault.TimedOut => new Measurement.Error("Timeout", "no answer within 30 s"),
        TelemetryFault.NoRows => new Measurement.Nothing("no row", 0),
        _ => null,
    };

    /// <summary>
    /// Where a plan does not say how many runs there are, as many as the criterion needs, and half as many again. The metrics of a resource have a value
    /// in every interval, however many runs there are.
    /// </summary>
    private long Rows(Chance chance, Criterion criterion, Asked asked) => criterion switch
    {
        MetricCriterion metric => (long)(asked.Window.Length / metric.Asked.Interval),
        CompositeCriterion several => Math.Max(Runs(chance, criterion, asked), several.Members.OfType<MetricCriterion>().Select(member => member.Counting.MinimumSamples).DefaultIfEmpty().Max()),
        _ => Runs(chance, criterion, asked),
    };

    private long Runs(Chance chance, Criterion criterion, Asked asked)
    {
        var share = ShareOf(asked);
        return share == 0 ? 0 : chance.Count(_runsPerHour is { } runs ? runs * asked.Window.Length.TotalHours * share : Math.Max(100, 1.5 * criterion.Counting.MinimumSamples));
    }

    /// <summary>What a stage turns off for all is looked at where it is off: everywhere.</summary>
    private double ShareOf(Asked asked) => _off.Contains(asked.Stage) ? 1 : exposed(asked.Environment);
}
