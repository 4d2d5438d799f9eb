namespace Releases.Judgement;

/// <summary>A question about the release whose answer decides whether it goes on. One folder of Judgement a kind.</summary>
/// <param name="Name">Unique within its plan.</param>
public abstract record Criterion(string Name)
{
    /// <summary>What may be concluded from how many measurements.</summary>
    public required Counting Counting { get; init; }

    /// <summary>The KQL that is asked.</summary>
    public abstract string Query { get; }

    /// <summary>What it gives.</summary>
    public abstract AnswerShape Answer { get; }
}
