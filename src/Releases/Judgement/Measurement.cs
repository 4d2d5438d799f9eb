using System.Text.Json.Serialization;
using Releases.Judgement.Comparisons;

namespace Releases.Judgement;

/// <summary>What a provider answered, before anybody judges it.</summary>
[JsonDerivedType(typeof(Value), "value")]
[JsonDerivedType(typeof(Series), "series")]
[JsonDerivedType(typeof(Parts), "parts")]
[JsonDerivedType(typeof(Cohorts), "cohorts")]
[JsonDerivedType(typeof(Nothing), "nothing")]
[JsonDerivedType(typeof(Error), "error")]
public abstract record Measurement
{
    private Measurement()
    {
    }

    /// <summary>One row with a value.</summary>
    /// <param name="Number">The value; may be NaN or infinite.</param>
    /// <param name="Samples">Rows behind it, where the query says so.</param>
    /// <param name="Heartbeat">Rows that arrive whatever the release does, where the query says so.</param>
    /// <param name="Baseline">What the value is held against, where the query says so.</param>
    public sealed record Value(double Number, long? Samples, long? Heartbeat = null, double? Baseline = null) : Measurement;

    /// <summary>A row for each series; at least one.</summary>
    public sealed record Series(IReadOnlyList<Point> Points) : Measurement
    {
        /// <summary>Series that an answer may have: more are an error, as a state that carries them must stay small.</summary>
        public const int Most = 100;
    }

    /// <summary>The measurements of criteria that are judged as one.</summary>
    public sealed record Parts(IReadOnlyList<Measurement> Measurements) : Measurement;

    /// <summary>A row for each cohort that has any.</summary>
    public sealed record Cohorts(Cohort? Exposed, Cohort? Control) : Measurement;

    /// <summary>No row, or one whose value is null.</summary>
    public sealed record Nothing(string Reason, long? Samples, long? Heartbeat = null) : Measurement;

    /// <summary>The question could not be answered.</summary>
    /// <param name="Code">The provider's own word for it, e.g. <c>SemanticError</c>, <c>PartialError</c>, <c>Timeout</c>, <c>Throttled</c>.</param>
    public sealed record Error(string Code, string Message) : Measurement;
}
