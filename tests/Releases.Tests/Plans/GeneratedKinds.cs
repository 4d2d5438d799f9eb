using CsCheck;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Backpressure;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Metrics;
using Releases.Judgement.Objectives;
using Releases.Judgement.Parity;
using Releases.Judgement.Probes;
using Releases.Judgement.Quality;
using Releases.Judgement.Rows;
using Releases.Judgement.Schemas;
using Releases.Judgement.Skews;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;

namespace Releases.Tests.Plans;

/// <summary>Criteria of all kinds but those that ask by a query or compare.</summary>
internal static class GeneratedKinds
{
    private static readonly Gen<double> Share = Gen.OneOf<double>(Gen.Double.Unit, Gen.Int[0, 100].Select(percent => percent / 100.0));

    public static Gen<Criterion> Of(Gen<string> name, Gen<string> line, Gen<string> text, Gen<TimeSpan> duration, Gen<Counting> counting)
    {
        var rows = Gen.OneOf<RowSource>(
            Gen.Select(line, text.Null()).Select((pipeline, where) => (RowSource)new RowSource.Pipeline(pipeline, where)),
            Gen.Select(line, text.Null()).Select((exposed, where) => (RowSource)new RowSource.Table("Orders", where, exposed, "Started")));
        var expectation = Gen.OneOf<Expectation>(
            Gen.Double[100, 1e6].Select(amount => (Expectation)new Expectation.PerHour(amount)),
            Gen.Int[1, 8].Select(times => (Expectation)new Expectation.LikeHours(TimeSpan.FromDays(300), times)));
        var freshness = Gen.Select(name, rows, line.Null(), duration, counting)
            .Select((id, source, by, older, counts) => (Criterion)new FreshnessCriterion(id, source, by, older) { Counting = counts });
        var volume = Gen.Select(name, rows, line.Null(), expectation, Share, counting)
            .Select((id, source, of, expected, least, counts) => (Criterion)new VolumeCriterion(id, source, of, expected, least, least < 0.5 ? least + 1.5 : null, 1e-20) { Counting = counts });
        var nulls = Gen.Select(line, Share).Select((column, most) => new NullShare(column, most)).List[1, 3]
            .Select(all => (IReadOnlyList<NullShare>)[.. all.DistinctBy(share => share.Column).OrderBy(share => share.Column, StringComparer.Ordinal)]);
        var duplicates = Gen.Select(line.List[1, 2], Share).Select((key, most) => new DuplicateShare([.. key], most)).Null();
        var orphans = Gen.Select(line, duration, Share).Select((column, reach, most) => new OrphanShare(column, "Customers", "Id", reach, most)).List[0, 2]
            .Select(all => (IReadOnlyList<OrphanShare>)[.. all.DistinctBy(share => share.Column)]);
        var quality = Gen.Select(name, rows, nulls, duplicates, orphans, counting)
            .Select((id, source, empty, again, dangling, counts) => (Criterion)new QualityCriterion(id, source, empty, again, dangling) { Counting = counts });
        var skew = Gen.Select(name, rows, line, line.Null(), Gen.Enum<SkewMeasure>(), Share, counting)
            .Select((id, source, by, of, measure, most, counts) => (Criterion)new SkewCriterion(id, source, by, of, measure, most) { Counting = counts });
        var queue = Gen.OneOf<QueueSource>(
            line.Select(pipeline => (QueueSource)new QueueSource.Pipeline(pipeline)),
            Gen.Select(line, line, text.Null()).Select((depth, age, where) => (QueueSource)new QueueSource.Table("Queue", where, "Started", depth, age)));
        var backpressure = Gen.Select(name, queue, duration.Nullable(), Gen.Double[1, 1e6].Nullable(), counting)
            .Select((id, source, older, deeper, counts) => (Criterion)new BackpressureCriterion(id, source, older, deeper, deeper is null ? 5 : null) { Counting = counts });
        var columns = Gen.Select(Gen.Int[1, 4], Gen.OneOf([.. SchemaCriterion.Types.Select(Gen.Const)]))
            .Select((count, type) => new SortedDictionary<string, string>(Enumerable.Range(0, count).ToDictionary(index => $"Column{index}", _ => type), StringComparer.Ordinal));
        var schema = Gen.Select(name, columns, Gen.Bool, counting)
            .Select((id, declared, closed, counts) => (Criterion)new SchemaCriterion(id, "Orders", "Started", declared, closed) { Counting = counts });
        var paths = Gen.OneOf<ParitySource>(
            line.Select(pipeline => (ParitySource)new ParitySource.Pipeline(pipeline)),
            Gen.Select(line, line, line.List[0, 2], text.Null()).Select((key, sum, same, where) => (ParitySource)new ParitySource.Tables("Orders", "Shadow", where, "Started", key, [.. same], sum)));
        var parity = Gen.Select(name, paths, Share.Nullable(), Share, counting)
            .Select((id, source, counted, differing, counts) => (Criterion)new ParityCriterion(id, source, counted, differing, counted) { Counting = counts });
        var slo = Gen.Select(name, rows, line, Gen.Double[0.96, 0.9999], Gen.Double[1, 20], counting).Select((id, source, bad, objective, burn, counts) =>
            (Criterion)new ObjectiveCriterion(id, source, bad, objective, burn, TimeSpan.FromHours(3), TimeSpan.FromMinutes(10)) { Counting = counts });
        var alert = Gen.Select(name, line.HashSet[1, 3], line.HashSet[0, 2], counting).Select((id, rules, scope, counts) =>
            (Criterion)new AlertCriterion(id, [.. rules.Order(StringComparer.Ordinal)], [.. scope.Order(StringComparer.Ordinal)]) { Counting = counts });
        var probe = Gen.Select(name, Gen.Int[100, 599].Nullable(), duration.Nullable(), line.Null(), line, counting).Select((id, status, within, contains, value, counts) =>
            (Criterion)new ProbeCriterion(id, new Uri($"https://{id}.example/x"), status, within, contains, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["a.b"] = value }) { Counting = counts });
        var values = line.HashSet[1, 3].Select(all => (IReadOnlyList<string>)[.. all.Order(StringComparer.Ordinal)]);
        var where = values.Null().Select(all => new SortedDictionary<string, IReadOnlyList<string>>(all is null ? new Dictionary<string, IReadOnlyList<string>>() : new() { ["Entity.Name"] = all }, StringComparer.Ordinal));
        var asked = Gen.Select(values, line.Null(), Gen.Enum<MetricAggregation>(), where, Gen.Bool, Gen.Bool).Select((resources, space, aggregation, filter, by, zero) => new Question.Metric(
            resources, space, "ActiveMessages", aggregation, TimeSpan.FromMinutes(1), filter, by ? "cloud/roleName" : null, zero && aggregation is MetricAggregation.Total or MetricAggregation.Count));
        var metric = Gen.Select(name, asked, Gen.Int[2, 500], Gen.Double[-1e6, 1e6], counting).Select((id, question, intervals, bound, counts) =>
        {
            var condition = new Condition("", [new Comparison(ComparisonOperator.Greater, bound)], Any: true);
            return (Criterion)new MetricCriterion(id, question, condition with { Text = ConditionText.Canonical(condition, Unit.None) }, Unit.None)
            {
                Counting = counts with { Window = TimeSpan.FromMinutes(intervals), MinimumSamples = Math.Min(counts.MinimumSamples, intervals), MinimumHeartbeat = 0 },
            };
        });
        var one = Gen.OneOf<Criterion>(alert, probe, freshness, volume, skew, backpressure, quality, schema, parity, slo);
        var composite = Gen.Select(name, Gen.Bool, one, one, counting).Select((id, any, first, second, counts) =>
        {
            var plain = counts with { MinimumSamples = 0, MinimumHeartbeat = 0 };
            return (Criterion)new CompositeCriterion(id, any, [Member(first, "a"), Member(second, "b")]) { Counting = plain };

            Criterion Member(Criterion member, string called) => member with { Name = called, Counting = plain with { MinimumHeartbeat = 3 } };
        });
        return Gen.OneOf<Criterion>(one, metric, composite);
    }
}
