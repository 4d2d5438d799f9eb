using Releases.Plans;
using Releases.Protection;

namespace Releases.Azure.Environments;

/// <summary>What an environment asks of every release, as settings have it.</summary>
public sealed record ProtectionSettings
{
    /// <summary>Who may start a release that goes through it; empty for everybody.</summary>
    public IReadOnlyList<string> Starters { get; init; } = [];

    /// <summary>Who may approve its stages; empty for everybody but whoever has started the release.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>How long the approval that each of its stages needs is waited for; none is needed unless this is set.</summary>
    public TimeSpan? ApprovalWithin { get; init; }

    /// <summary>The highest risk that it lets in.</summary>
    public Risk HighestRisk { get; init; } = Risk.High;

    /// <summary>How old the last rehearsal of the very same plan may be at a start; none is wanted unless this is set.</summary>
    public TimeSpan? RehearsedWithin { get; init; }

    /// <summary>How old the last preflight without an error of the very same plan may be at a start; none is wanted unless this is set.</summary>
    public TimeSpan? PreflightWithin { get; init; }

    /// <summary>When exposure may grow: <c>Mon-Fri 09:00-17:00 Europe/Berlin</c>, or once, <c>2026-12-01T20:00Z/2026-12-02T02:00Z</c>; empty for always.</summary>
    public IReadOnlyList<string> Windows { get; init; } = [];

    /// <exception cref="FormatException">A window or a time is none; the text says what would be right.</exception>
    public EnvironmentProtection Read() => new()
    {
        Starters = Starters,
        Approvers = Approvers,
        ApprovalWithin = ApprovalWithin > TimeSpan.Zero || ApprovalWithin is null ? ApprovalWithin : throw new FormatException("ApprovalWithin must be above zero."),
        RehearsedWithin = RehearsedWithin > TimeSpan.Zero || RehearsedWithin is null ? RehearsedWithin : throw new FormatException("RehearsedWithin must be above zero."),
        PreflightWithin = PreflightWithin > TimeSpan.Zero || PreflightWithin is null ? PreflightWithin : throw new FormatException("PreflightWithin must be above zero."),
        HighestRisk = HighestRisk,
        Windows = [.. Windows.Select(MaintenanceWindowText.Parse)],
    };
}
