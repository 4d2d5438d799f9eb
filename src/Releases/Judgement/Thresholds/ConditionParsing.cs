namespace Releases.Judgement.Thresholds;

/// <summary>A condition, or the first mistake in its text.</summary>
public abstract record ConditionParsing
{
    private ConditionParsing()
    {
    }

    public sealed record Valid(Condition Condition) : ConditionParsing;

    /// <param name="Offset">Where in the text, in characters from 0.</param>
    /// <param name="Message">What is wrong and what would be right.</param>
    public sealed record Invalid(int Offset, string Message) : ConditionParsing;
}
