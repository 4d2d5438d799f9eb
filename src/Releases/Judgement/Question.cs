using Releases.Judgement.Metrics;

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

    /// <summary>A metric of Azure Monitor.</summary>
    /// <param name="Resources">Names that the environment has for resources, ordered; at least one.</param>
    /// <param name="Namespace">The metric's namespace; null for that of the resource's own type.</param>
    /// <param name="Name">The metric.</param>
    /// <param name="Interval">The length of the intervals that are aggregated; one of <see cref="MetricCriterion.Intervals"/>.</param>
    /// <param name="Where">The values that a dimension must have, by its name; empty for all.</param>
    /// <param name="By">The dimension whose values are series of their own; null for none.</param>
    /// <param name="BlankIsZero">Whether an interval without a sample counts as a zero; else it counts as none.</param>
    public sealed record Metric(
        IReadOnlyList<string> Resources,
        string? Namespace,
        string Name,
        MetricAggregation Aggregation,
        TimeSpan Interval,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Where,
        string? By,
        bool BlankIsZero) : Question;

    /// <summary>Whether alerts are firing, asked of those that were reported.</summary>
    /// <param name="Rules">Names of the rules.</param>
    /// <param name="Scope">Resource ids, or beginnings of them, that they must be about; empty for all.</param>
    public sealed record Alerts(IReadOnlyList<string> Rules, IReadOnlyList<string> Scope) : Question;

    /// <summary>A call to an address, and what its answer must be.</summary>
    /// <param name="Url">Whom to ask.</param>
    /// <param name="Status">The status that is wanted; null for any from 200 to 299.</param>
    /// <param name="Within">How long the answer may take; null for as long as it is waited for.</param>
    /// <param name="Contains">A text that must be in the body.</param>
    /// <param name="Json">What must be in a JSON body, by path.</param>
    public sealed record Http(Uri Url, int? Status, TimeSpan? Within, string? Contains, IReadOnlyDictionary<string, string> Json) : Question;
}
