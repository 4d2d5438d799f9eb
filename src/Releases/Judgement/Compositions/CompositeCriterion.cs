namespace Releases.Judgement.Compositions;

/// <summary>Several criteria that are judged as one, over the same windows.</summary>
/// <param name="AnySuffices">Whether it passes if one of them does; else only if all do.</param>
/// <param name="Members">At least two, ordered by name; of their counting only the minimums of samples and heartbeats are their own.</param>
public sealed record CompositeCriterion(string Name, bool AnySuffices, IReadOnlyList<Criterion> Members) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [.. Members.SelectMany(member => member.Questions)];

    public override Rule Rule(int sequences) => new CompositeRule(
        AnySuffices, [.. Members.Select(member => new Part(member.Name, member.Rule(sequences), member.Counting.MinimumSamples, member.Counting.MinimumHeartbeat))]);

    public override Measurement Joined(IReadOnlyList<Measurement> answers)
    {
        var parts = new List<Measurement>();
        var next = 0;
        foreach (var member in Members)
        {
            var count = member.Questions.Count;
            parts.Add(member.Joined([.. answers.Skip(next).Take(count)]));
            next += count;
        }

        return new Measurement.Parts(parts);
    }
}
