namespace Releases.Tests.Exposures.Protocols;

/// <summary>
/// Every world that can be reached, each looked at once, the nearest first: a broken law is told by one of the shortest ways to it. Two worlds
/// that are the same with their flags exchanged are one.
/// </summary>
internal sealed class Exploration
{
    private readonly List<World> _worlds = [];
    private readonly List<(int From, Step Step)> _ways = [];

    private Exploration()
    {
    }

    /// <summary>The steps that lead to a broken law, and the law; empty if there is none.</summary>
    internal IReadOnlyList<string> Counterexample { get; private set; } = [];

    internal IReadOnlyList<World> Worlds => _worlds;

    internal long Transitions { get; private set; }

    internal static Exploration Of(Protocol protocol, Scope scope)
    {
        var exploration = new Exploration();
        exploration.Explore(new Rules(protocol, scope), scope);
        return exploration;
    }

    private void Explore(Rules rules, Scope scope)
    {
        var start = scope.Start;
        var known = new HashSet<UInt128> { start.Key };
        _worlds.Add(start);
        _ways.Add((-1, default));
        for (var at = 0; at < _worlds.Count; at++)
        {
            foreach (var (step, next, broken) in rules.Next(_worlds[at]))
            {
                Transitions++;
                if ((broken ?? (scope.LooksAtTheEnd ? Left(next) : null)) is { } law)
                {
                    Counterexample = [.. Way(at), $"{step}", $"BROKEN: {law}"];
                    return;
                }

                if (known.Add(next.Key))
                {
                    _worlds.Add(next);
                    _ways.Add((at, step));
                }
            }
        }
    }

    /// <summary>Where nobody does anything any more, a flag is as it was, at the target of a release that has completed, or as a person wants it.</summary>
    private static string? Left(World world)
    {
        if (!world.A.HasEnded || !(world.B.HasEnded || world.B.Phase == Phase.Waiting))
        {
            return null;
        }

        for (var flag = 0; flag < 2; flag++)
        {
            var setting = world.Setting(flag);
            var isRight = setting.Content == Content.Original
                || setting.IsByHand
                || (setting.Content == Content.TargetOfA && world.A.Phase == Phase.Completed)
                || (setting.Content == Content.TargetOfB && world.B.Phase == Phase.Completed);
            if (!isRight && !world.A[flag].HasLate && !world.B[flag].HasLate)
            {
                return $"flag {flag + 1} is left at {setting.Content}, and nobody is at work on it";
            }
        }

        return null;
    }

    private List<string> Way(int at)
    {
        var steps = new List<string>();
        for (; _ways[at].From >= 0; at = _ways[at].From)
        {
            steps.Add($"{_ways[at].Step}");
        }

        steps.Reverse();
        return steps;
    }
}
