using System.Text.Json.Nodes;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Backpressure;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Metrics;
using Releases.Judgement.Objectives;
using Releases.Judgement.Parity;
using Releases.Judgement.Probes;
using Releases.Judgement.Quality;
using Releases.Judgement.Schemas;
using Releases.Judgement.Skews;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;
using Releases.Plans.Reading.Kinds;

namespace Releases.Plans.Reading;

/// <summary>Reads and writes an entry of <c>criteria</c>: which kind it is follows from the one field that names it.</summary>
internal static class CriterionShape
{
    private const string Kql = "kql";
    private const string Metric = "metric";

    /// <summary>The fields that name a kind and hold what is its own.</summary>
    private static readonly string[] Kinds =
        [Kql, "freshness", "volume", "skew", "backpressure", "quality", "schema", "parity", "slo", Metric, "alert", "http", CompositeShape.All, CompositeShape.Any];

    /// <summary>How a member of a composite counts beside what the whole does.</summary>
    private static readonly string[] OfMember = ["minimumSamples", "minimumHeartbeat"];

    public static Criterion? Read(string name, PlanNode node, IReadOnlyList<Pipeline> pipelines, PlanErrors errors)
    {
        if (node is MapNode map && map.Find("compare") is not null)
        {
            return ComparisonShape.Read(name, node, errors);
        }

        if (Fields.Of(node, errors, [.. Kinds, .. QueryShape.Fields, .. CountingShape.Fields]) is not { } fields || KindOf(fields, node, errors) is not { } kind)
        {
            return null;
        }

        var counting = CountingShape.Read(fields, errors, LeastSamples(kind), LeastHeartbeat(kind));
        var reading = new KindReading(name, counting ?? new Counting { Window = KindReading.Unknown }, pipelines, errors);
        return Read(kind, fields, reading) is { } criterion && counting is not null ? criterion : null;
    }

    /// <summary>Reads a criterion that is part of another, whose counting it shares.</summary>
    public static Criterion? ReadMember(string name, PlanNode node, KindReading whole)
    {
        if (Fields.Of(node, whole.Errors, [.. Kinds, .. QueryShape.Fields, .. OfMember]) is not { } fields || KindOf(fields, node, whole.Errors) is not { } kind)
        {
            return null;
        }

        var counting = whole.Counting with
        {
            MinimumSamples = NumberValues.Rows(fields.Optional(OfMember[0]), whole.Errors) ?? LeastSamples(kind),
            MinimumHeartbeat = NumberValues.Rows(fields.Optional(OfMember[1]), whole.Errors) ?? LeastHeartbeat(kind),
        };
        return Read(kind, fields, whole with { Name = name, Counting = counting });
    }

    /// <summary>The kind's field and what is in it; for a query of the plan's own, several fields.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Write(Criterion criterion) => criterion switch
    {
        ThresholdCriterion threshold => QueryShape.Write(threshold),
        ComparisonCriterion comparison => ComparisonShape.Write(comparison),
        FreshnessCriterion freshness => [("freshness", FreshnessShape.Write(freshness))],
        VolumeCriterion volume => [("volume", VolumeShape.Write(volume))],
        SkewCriterion skew => [("skew", SkewShape.Write(skew))],
        BackpressureCriterion backpressure => [("backpressure", BackpressureShape.Write(backpressure))],
        QualityCriterion quality => [("quality", QualityShape.Write(quality))],
        SchemaCriterion schema => [("schema", SchemaShape.Write(schema))],
        ParityCriterion parity => [("parity", ParityShape.Write(parity))],
        ObjectiveCriterion objective => [("slo", ObjectiveShape.Write(objective))],
        MetricCriterion metric => MetricShape.Write(metric),
        AlertCriterion alert => [("alert", AlertShape.Write(alert))],
        ProbeCriterion probe => [("http", ProbeShape.Write(probe))],
        CompositeCriterion composite => [(composite.AnySuffices ? CompositeShape.Any : CompositeShape.All, CompositeShape.Write(composite))],
        _ => throw new ArgumentException($"A plan cannot say {criterion.GetType().Name}.", nameof(criterion)),
    };

    private static Criterion? Read(string kind, Fields fields, KindReading reading)
    {
        if (kind == Kql)
        {
            return QueryShape.Read(fields, reading);
        }

        var node = fields.Optional(kind)!;
        if (kind == Metric)
        {
            return MetricShape.Read(node, fields, reading);
        }

        QueryShape.Refuse(fields);
        return kind switch
        {
            "freshness" => FreshnessShape.Read(node, reading),
            "volume" => VolumeShape.Read(node, reading),
            "skew" => SkewShape.Read(node, reading),
            "backpressure" => BackpressureShape.Read(node, reading),
            "quality" => QualityShape.Read(node, reading),
            "schema" => SchemaShape.Read(node, reading),
            "parity" => ParityShape.Read(node, reading),
            "slo" => ObjectiveShape.Read(node, reading),
            "alert" => AlertShape.Read(node, reading),
            "http" => ProbeShape.Read(node, reading),
            CompositeShape.All or CompositeShape.Any => CompositeShape.Read(node, reading, anySuffices: kind == CompositeShape.Any),
            _ => throw new InvalidOperationException($"No shape for '{kind}'."),
        };
    }

    private static string? KindOf(Fields fields, PlanNode node, PlanErrors errors)
    {
        var named = Kinds.Where(kind => fields.Optional(kind) is not null).ToList();
        switch (named.Count)
        {
            case 0:
                fields.Required(Kql, "PipelineRuns | where … | summarize value = …, samples = count()");
                return Kql;
            case 1:
                return named[0];
            default:
                errors.Add(node, $"asks by {string.Join(" and by ", named)}; a criterion asks one thing, so make several, or join them with all");
                return null;
        }
    }

    /// <summary>Of a skew samples are partitions, and one alone cannot be unequal.</summary>
    private static long LeastSamples(string kind) => kind == "skew" ? 2 : 0;

    /// <summary>Where nothing may have come, what else came tells silence from blindness.</summary>
    private static long LeastHeartbeat(string kind) => kind is "freshness" or "volume" ? 1 : 0;
}
