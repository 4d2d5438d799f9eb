using Releases.Plans;
using Releases.Wording;

namespace Releases.Protection;

/// <summary>What an environment asks of every release that goes through it, whatever its plan says.</summary>
public sealed record EnvironmentProtection
{
    /// <summary>Who may start a release that goes through it; empty for everybody.</summary>
    public IReadOnlyList<string> Starters { get; init; } = [];

    /// <summary>Who may approve its stages; empty for everybody but whoever has started the release.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>How long the approval that each of its stages needs is waited for; <see langword="null"/> where the plan alone says whether one is needed.</summary>
    public TimeSpan? ApprovalWithin { get; init; }

    /// <summary>The highest risk that it lets in.</summary>
    public Risk HighestRisk { get; init; } = Risk.High;

    /// <summary>How old the last rehearsal of the very same plan may be at a start; <see langword="null"/> where none is wanted.</summary>
    public TimeSpan? RehearsedWithin { get; init; }

    /// <summary>How old the last preflight without an error of the very same plan may be at a start; <see langword="null"/> where none is wanted.</summary>
    public TimeSpan? PreflightWithin { get; init; }

    /// <summary>When exposure may grow in it; empty for always.</summary>
    public IReadOnlyList<MaintenanceWindow> Windows { get; init; } = [];

    /// <summary>Why a release must not be started, or <see langword="null"/>.</summary>
    public string? Refusal(string environment, Risk risk, string starter) => (risk > HighestRisk, IsNamed(Starters, starter)) switch
    {
        (true, _) => $"{environment} lets in releases of at most {Word(HighestRisk)} risk, and this plan says {Word(risk)}",
        (_, false) => $"{starter} may not start releases in {environment}; who may: {Say.List(Starters)}",
        _ => null,
    };

    /// <summary>Whether somebody may approve a stage of this environment, as far as it is concerned.</summary>
    public bool MayApprove(string person) => IsNamed(Approvers, person);

    private static bool IsNamed(IReadOnlyList<string> people, string person) => people.Count == 0 || people.Contains(person, StringComparer.OrdinalIgnoreCase);

    private static string Word(Risk risk) => risk.ToString().ToLowerInvariant();
}
