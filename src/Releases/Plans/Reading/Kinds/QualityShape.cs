using System.Text.Json.Nodes;
using Releases.Durations;
using Releases.Judgement.Quality;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>quality</c>.</summary>
internal static class QualityShape
{
    /// <summary>How far back what is referred to is looked for.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(1);

    public static QualityCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, [.. RowShape.Fields, "nulls", "duplicates", "orphans"]) is not { } fields)
        {
            return null;
        }

        var source = RowShape.Read(fields, node, reading.Errors);
        var (nullsNode, duplicatesNode, orphansNode) = (fields.Optional("nulls"), fields.Optional("duplicates"), fields.Optional("orphans"));
        var nulls = Nulls(nullsNode, reading.Errors);
        var duplicates = Duplicates(duplicatesNode, reading.Errors);
        var orphans = Lists.Each(Lists.Items(orphansNode, reading.Errors), item => Orphans(item, reading.Errors));
        foreach (var twice in orphans.GroupBy(rate => rate.Column, StringComparer.Ordinal).Where(rates => rates.Count() > 1))
        {
            reading.Errors.Add(orphansNode!, $"{twice.Key} is there twice; once is enough");
        }

        if (nullsNode is null && duplicatesNode is null && orphansNode is null)
        {
            reading.Errors.Add(node, "looks for nothing; name nulls, duplicates or orphans");
        }

        return source is null || reading.Errors.Any ? null : new QualityCriterion(reading.Name, source, nulls, duplicates, orphans) { Counting = reading.Counting };
    }

    public static JsonObject Write(QualityCriterion criterion) => Written.Present(
    [
        .. RowShape.Write(criterion.Source),
        ("nulls", criterion.NullShares.Count == 0 ? null : Written.Present(criterion.NullShares.Select(nulls => (nulls.Column, (JsonNode?)nulls.AtMost)))),
        ("duplicates", criterion.Duplicates is { } duplicates ? Written.Present(("key", Written.Texts(duplicates.Key)), ("atMost", duplicates.AtMost)) : null),
        ("orphans", criterion.Orphans.Count == 0 ? null : new JsonArray([.. criterion.Orphans.Select(Write)])),
    ]);

    private static JsonObject Write(OrphanShare orphans) => Written.Present(
        ("column", orphans.Column), ("in", orphans.In), ("key", orphans.Key), ("reach", DurationText.Format(orphans.Reach)), ("atMost", orphans.AtMost));

    private static IReadOnlyList<NullShare> Nulls(PlanNode? node, PlanErrors errors)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a column to the share of rows that may lack it, such as {{ CustomerId: 1% }}; found {node.Description}");
        }

        var nulls = new List<NullShare>();
        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            if (TextValues.CheckLine(entry.NameAt, entry.Value.Path, entry.Name, errors) is { } column && NumberValues.Share(entry.Value, errors) is { } most)
            {
                nulls.Add(new NullShare(column, most));
            }
        }

        return [.. nulls.OrderBy(share => share.Column, StringComparer.Ordinal)];
    }

    private static DuplicateShare? Duplicates(PlanNode? node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "key", "atMost") is not { } fields)
        {
            return null;
        }

        var key = Lists.Each(Lists.AtLeastOne(fields.Required("key", "[OrderId]"), errors, "column"), item => TextValues.Line(item, errors));
        var most = NumberValues.Share(fields.Required("atMost", "0.1%"), errors);
        return most is null ? null : new DuplicateShare(key, most.Value);
    }

    private static OrphanShare? Orphans(PlanNode node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "column", "in", "key", "reach", "atMost") is not { } fields)
        {
            return null;
        }

        var column = TextValues.Line(fields.Required("column", "CustomerId"), errors);
        var table = TextValues.Column(fields.Required("in", "Customers"), errors);
        var key = TextValues.Column(fields.Required("key", "Id"), errors);
        var reach = NumberValues.Duration(fields.Optional("reach"), errors) ?? Reach;
        var most = NumberValues.Share(fields.Required("atMost", "0%"), errors);
        return column is null || table is null || key is null || most is null ? null : new OrphanShare(column, table, key, reach, most.Value);
    }
}
