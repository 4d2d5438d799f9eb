using System.Text.Json.Nodes;
using Releases.Judgement;
using Releases.Judgement.Compositions;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>all</c> and <c>any</c>: a mapping from names to criteria that count as one.</summary>
internal static class CompositeShape
{
    public const string All = "all";
    public const string Any = "any";

    private const int MostQuestions = 20;

    public static CompositeCriterion? Read(PlanNode node, KindReading reading, bool anySuffices)
    {
        if (node is not MapNode { Entries.Count: >= 2 } map)
        {
            reading.Errors.Add(node, $"expected a mapping from at least two names to criteria, without window and counting, which are those of the whole; found {node.Description}");
            return null;
        }

        var members = new List<Criterion>();
        foreach (var entry in map.Entries)
        {
            var name = TextValues.CheckName(entry.NameAt, entry.Value.Path, entry.Name, reading.Errors);
            if (CriterionShape.ReadMember(entry.Name, entry.Value, reading) is { } member && name is not null)
            {
                members.Add(member);
            }
        }

        if (members.Sum(member => member.Questions.Count) > MostQuestions)
        {
            reading.Errors.Add(node, $"asks more than {MostQuestions} questions at once; make several criteria");
        }

        return new CompositeCriterion(reading.Name, anySuffices, [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)]) { Counting = reading.Counting };
    }

    public static JsonObject Write(CompositeCriterion criterion) => Written.Present(criterion.Members.Select(member => (member.Name, (JsonNode?)Written.Present(
    [
        .. CriterionShape.Write(member),
        ("minimumSamples", member.Counting.MinimumSamples),
        ("minimumHeartbeat", member.Counting.MinimumHeartbeat),
    ]))));
}
