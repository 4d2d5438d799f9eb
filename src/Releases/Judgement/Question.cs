namespace Releases.Judgement;

/// <summary>What a criterion asks for one measurement, and of whom. Closed: whoever asks has one exhaustive switch over it.</summary>
public abstract record Question
{
    private static readonly IReadOnlyDictionary<string, KqlValue> None = new Dictionary<string, KqlValue>();

    private Question()
    {
    }

    /// <summary>A query to the environment's Log Analytics workspace.</summary>
    /// <param name="Text">
    /// The query. It sees <c>windowStart</c> and <c>windowEnd</c> (both inclusive, the end being the window's last tick), <c>release</c>, <c>stage</c>
    /// and <c>environment</c>; if it gives values, also <c>exposedSince</c> and <c>exposed</c>, and <c>reachStart</c> where it reaches back.
    /// </param>
    /// <param name="Answer">What it gives.</param>
    public sealed record Kql(string Text, AnswerShape Answer = AnswerShape.Value) : Question
    {
        /// <summary>How far before the window's start the rows go that it looks at.</summary>
        public TimeSpan Reach { get; init; }

        /// <summary>Values of the plan's own that the query sees by their names.</summary>
        public IReadOnlyDictionary<string, KqlValue> Values { get; init; } = None;
    }
}
