using System.Text;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>Two releases on the same stores and leases. Each has a world of its own; their clocks are never more than a step apart.</summary>
internal sealed class VirtualPair
{
    internal const string First = "enrichment-v2-7";
    internal const string Second = "enrichment-v3-1f";
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(30);
    private readonly List<Member> _members;

    private VirtualPair(VirtualRelease one, VirtualRelease other)
    {
        _members = [new Member(one.Named(First)), new Member(other.Named(Second))];
        var (first, second) = (_members[0].World, _members[1].World);
        second.Flags.Share(first.Flags);
        second.Leases.Share(first.Leases);
        foreach (var (asking, asked) in new[] { (_members[1], _members[0]), (_members[0], _members[1]) })
        {
            asking.World.Leases.Superseding = id => asked.World.Send(new Signal($"superseded-by-{asking.State.Id}", SignalKind.Supersede, asking.State.Id, asking.World.Now, "started by ada", null));
        }
    }

    /// <summary>Runs both to their end; the second begins so many minutes after the first.</summary>
    internal static (VirtualRun First, VirtualRun Second) Run(VirtualRelease one, VirtualRelease other, double after)
    {
        var pair = new VirtualPair(one, other);
        var begins = VirtualWorld.Start.AddMinutes(after);
        while (pair._members[1].World.Now < begins)
        {
            // The clock only: the second is not started yet.
            pair._members[1].World.PassUntil(begins);
        }

        pair._members[1].State = pair._members[1].State with { StartedAt = begins };
        while (pair._members.Where(member => member.Run is null).MinBy(member => member.World.Now) is { } behind)
        {
            behind.Step();
        }

        return (pair._members[0].Run!, pair._members[1].Run!);
    }

    private sealed class Member
    {
        private readonly VirtualRelease _release;

        internal Member(VirtualRelease release)
        {
            _release = release;
            (World, State) = release.Begin();
        }

        internal VirtualWorld World { get; }

        internal ReleaseState State { get; set; }

        internal VirtualRun? Run { get; private set; }

        /// <summary>One turn of the flow.</summary>
        internal void Step()
        {
            var now = World.Now;
            if (World.TakeBell())
            {
                State = ReleaseMachine.Apply(State, new ReleaseEvent.DoorbellRang(), now);
            }

            State = ReleaseMachine.Apply(State, new ReleaseEvent.TimePassed(), now);
            World.Remembered(Encoding.UTF8.GetByteCount(StateDocument.Write(State)));
            switch (ReleaseMachine.Next(State, now))
            {
                case Releases.Lifecycle.Step.Do(var effect):
                    State = ReleaseMachine.Apply(State, World.Perform(State, effect), World.Now);
                    break;
                case Releases.Lifecycle.Step.Wait(var until):
                    World.Wait(State, until < now + LongestStep ? until : now + LongestStep);
                    break;
                default:
                    Run = _release.End(World, State);
                    break;
            }
        }
    }
}
