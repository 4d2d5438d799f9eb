using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>What is known to hold a release.</summary>
/// <param name="Spent">What was used up of its time before: of a person's hold, by people who held it without a break or over the same cause; of another, until a person held the release in its place.</param>
/// <param name="ByPeople">How long people have held the release in its place.</param>
internal sealed record HoldTold(HoldKind Kind, DateTimeOffset Since, TimeSpan Spent = default, TimeSpan ByPeople = default)
{
    /// <summary>Whether the clock of the gates stands still: somebody wants it so, or the calendar does, and each has an end of its own.</summary>
    internal bool StopsGates => Kind is HoldKind.Person or HoldKind.Halt or HoldKind.Freeze;

    internal DateTimeOffset Until(TimeSpan limit) => Since + limit - Spent;
}
