using System.Text.Json.Serialization;
using Releases.Exposures;
using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>One stage as the machine goes through it.</summary>
/// <param name="Exposure">What its flags are exposed to, but those under <see cref="Exposures"/>.</param>
/// <param name="Moves">Keys of the flags whose exposure it changes; empty for all of the plan's (<see cref="Writes"/>).</param>
/// <param name="Criteria">Names of all criteria judged in it, guardrails included.</param>
/// <param name="Watch">Whether it only watches what the stage before has exposed.</param>
public sealed record CourseStage(
    string Name,
    string Environment,
    Exposure Exposure,
    IReadOnlyList<string> Moves,
    TimeSpan Bake,
    IReadOnlyList<string> Criteria,
    Approval? Approval,
    bool Watch)
{
    private const int Shown = 3;

    /// <summary>The flags that are exposed to something else, by key; <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, Exposure>? Exposures { get; init; }

    /// <summary>All of it as people read it: <c>5 %</c>, or <c>5 %, orders.cache on</c>.</summary>
    [JsonIgnore]
    public string ExposureText => Exposures is null
        ? $"{Exposure}"
        : $"{Exposure}, {string.Join(", ", Exposures.OrderBy(exposure => exposure.Key, StringComparer.Ordinal).Take(Shown).Select(exposure => $"{exposure.Key} {exposure.Value}"))}"
            + (Exposures.Count > Shown ? $" and {Exposures.Count - Shown} more" : "");

    /// <summary>Whether it writes a flag of the plan.</summary>
    public bool Writes(string key) => !Watch && (Moves.Count == 0 || Moves.Contains(key));

    /// <summary>What a flag is exposed to.</summary>
    public Exposure ExposureOf(string key) => Exposures?.GetValueOrDefault(key) ?? Exposure;
}
