namespace Releases.Exposures;

/// <summary>
/// Which exposure lets in more than another: a partial order. <c>off</c> is below all; shares of units compare by percentage, groups and
/// users together, with <c>on</c> at their top; variants compare where they are dealt by one seed and agree on who gets which. Exposures of
/// different kinds do not compare: a shadow adds work that no percentage does, and a variant is another behaviour, not more of one.
/// </summary>
public static class ExposureOrder
{
    /// <summary>Whether everybody who is let in by the narrow exposure is let in, to the same behaviour, by the wide one too.</summary>
    public static bool Covers(Exposure wide, Exposure narrow) => IsNobody(narrow) || (wide, narrow) switch
    {
        _ when IsEverybody(wide) => narrow is Exposure.On or Exposure.Targeted,
        (Exposure.Targeted one, Exposure.Targeted other) => Covers(one, other),
        (Exposure.Variants one, Exposure.Variants other) => (one.Seed == other.Seed || other.Ranges.Count == 0) && VariantDealing.Covers(one.Ranges, other.Ranges),
        (Exposure.Shadow, Exposure.Shadow) => true,
        _ => false,
    };

    /// <summary>Whether the two let in the same units to the same behaviour, however they are written.</summary>
    public static bool AreSame(Exposure one, Exposure other) => Covers(one, other) && Covers(other, one);

    /// <summary>What a flag's move is, seen from what was captured. Protective moves need no leave; all that cannot be told is guarded.</summary>
    /// <param name="captured">What going back means; <see langword="null"/>, here and below, for a document that is no exposure.</param>
    /// <param name="from">What is in force.</param>
    /// <param name="to">What is to be.</param>
    public static Movement Move(Exposure? captured, Exposure? from, Exposure? to) => (captured, from, to) switch
    {
        (_, { } before, { } after) when AreSame(before, after) => Movement.None,
        ({ } target, { } before, { } after) when AreSame(after, target) || IsBetween(target, after, before) => Movement.Protective,
        _ => Movement.Guarded,
    };

    private static bool IsBetween(Exposure captured, Exposure to, Exposure from) =>
        (Covers(from, to) && Covers(to, captured)) || (Covers(captured, to) && Covers(to, from));

    private static bool IsEverybody(Exposure exposure) => exposure is Exposure.On or Exposure.Targeted { Percent: >= 100 };

    private static bool IsNobody(Exposure exposure) =>
        exposure is Exposure.Off || (exposure is Exposure.Targeted { Percent: <= 0, Users.Count: 0 } targeted && targeted.Groups.All(group => group.Percent <= 0));

    /// <summary>A group's share is drawn by itself: being under the general percentage says nothing of it.</summary>
    private static bool Covers(Exposure.Targeted wide, Exposure.Targeted narrow) =>
        wide.Percent >= narrow.Percent
        && narrow.Groups.All(group => group.Percent <= 0 || wide.Groups.Any(other => other.Name == group.Name && other.Percent >= group.Percent))
        && wide.Users.ToHashSet(StringComparer.Ordinal).IsSupersetOf(narrow.Users);
}
