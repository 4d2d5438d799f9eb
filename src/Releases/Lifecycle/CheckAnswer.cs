using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>What asking about a check gave.</summary>
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Running), "running")]
[JsonDerivedType(typeof(Unclear), "unclear")]
public abstract record CheckAnswer
{
    private CheckAnswer()
    {
    }

    /// <summary>It says yes.</summary>
    public sealed record Passed(string Text) : CheckAnswer;

    /// <summary>It says no, or can never be run.</summary>
    public sealed record Failed(string Text) : CheckAnswer;

    /// <summary>It has been begun and has no result yet.</summary>
    /// <param name="Handle">What is needed to ask again, at most 500 characters.</param>
    public sealed record Running(string Handle) : CheckAnswer;

    /// <summary>No clear answer; to be asked again.</summary>
    public sealed record Unclear(string Reason) : CheckAnswer;
}
