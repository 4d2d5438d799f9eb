namespace Releases.Judgement;

/// <summary>
/// A question about the release whose answer decides whether it goes on. One folder of Judgement a kind, with the same nouns in each: the
/// criterion, the query that it compiles to, and the rule that turns a measurement into a finding.
/// </summary>
/// <param name="Name">Unique within its plan.</param>
public abstract record Criterion(string Name)
{
    /// <summary>What may be concluded from how many measurements.</summary>
    public required Counting Counting { get; init; }

    /// <summary>What is asked for one measurement, in a fixed order; at least one question.</summary>
    public abstract IReadOnlyList<Question> Questions { get; }

    /// <summary>How the answers are judged.</summary>
    /// <param name="sequences">Comparisons of the whole release, each stage counted; they share its alpha.</param>
    public abstract Rule Rule(int sequences);

    /// <summary>One measurement of the answers to its questions, which come in their order.</summary>
    public virtual Measurement Joined(IReadOnlyList<Measurement> answers) => answers.Single();
}
