using Releases.Judgement;
using Releases.Judgement.Sequences;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>What is known of one criterion in the stage in force.</summary>
public sealed record CriterionProgress(string Name)
{
    /// <summary>Index of the window that is to be measured next; window 0 starts when the clients have seen the exposure.</summary>
    public int NextWindow { get; init; }

    /// <summary>The last of the early looks at the first window that was made; those before it that were missed are not made any more.</summary>
    public int EarlyLooks { get; init; }

    /// <summary>Measurements that passed or failed.</summary>
    public int Valid { get; init; }

    /// <summary>Passes in a row, up to the last valid measurement.</summary>
    public int PassesInRow { get; init; }

    /// <summary>Failures in a row, up to the last valid measurement.</summary>
    public int FailuresInRow { get; init; }

    /// <summary>All failures in this stage.</summary>
    public int Failures { get; init; }

    /// <summary>Provider errors since the last valid measurement.</summary>
    public int Errors { get; init; }

    /// <summary>Provider errors of the window that is to be measured next.</summary>
    public int ErrorsOfWindow { get; init; }

    /// <summary>When that window is to be asked for again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Recorded as unjudged: the plan lets it pass when it cannot be judged.</summary>
    public bool Waived { get; init; }

    /// <summary>The last verdict, valid or blind: nothing grows on one that is blind.</summary>
    public Verdict? Latest { get; init; }

    /// <summary>The looks of a comparison since the exposure changed.</summary>
    public Looked? Looked { get; init; }

    /// <summary>The last finding in few words: the whole of it is in the timeline.</summary>
    public string? Last { get; init; }

    /// <summary>The same with another finding as its last one.</summary>
    internal CriterionProgress Found(Verdict verdict, string text)
    {
        var rest = text.StartsWith(Name, StringComparison.Ordinal) ? text.AsSpan(Name.Length).TrimStart(": ").ToString() : text;
        return this with { Latest = verdict, Last = Say.Short(rest, LifecycleDefaults.LastLength) };
    }
}
