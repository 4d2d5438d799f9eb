using Releases.Wording;

namespace Releases.Governance;

/// <summary>The halt, if there is one, and the freezes that are not over.</summary>
public sealed record Restraints(Halt? Halt, IReadOnlyList<Freeze> Freezes)
{
    private const int ReasonLength = 200;
    private const int NameLength = 100;

    /// <summary>What stands against growth in an environment now: a halt first, then freezes, the one that lasts longest first.</summary>
    public Standing StandingIn(string environment, DateTimeOffset now)
    {
        var halt = Halt is null
            ? []
            : new[] { new Stop($"everything is halted by {Name(Halt.By)} since {Time(Halt.Since)} ({Reason(Halt.Reason)})", null) };
        var freezes = Freezes.Where(freeze => freeze.Covers(environment))
            .Select(freeze => (Freeze: freeze, Until: freeze.InForceUntil(now)))
            .Where(found => found.Until is not null)
            .OrderByDescending(found => found.Until)
            .Select(found => new Stop($"{environment} is frozen until {Time(found.Until!.Value)} ({Reason(found.Freeze.Reason)})", found.Until));
        return new Standing(environment, [.. halt, .. freezes]);
    }

    private static string Reason(string text) => Say.Short(text, ReasonLength);

    private static string Name(string text) => Say.Short(text, NameLength);

    private static string Time(DateTimeOffset at) => FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
