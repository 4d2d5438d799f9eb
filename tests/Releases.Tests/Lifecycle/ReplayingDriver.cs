using System.Text;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>
/// Runs a flow as a Durable orchestrator is run: on one thread, from the beginning again at every await, fed from a history of serialised
/// answers. It fails on whatever a replay does otherwise than the first time, and on any await that is not its own.
/// </summary>
internal sealed class ReplayingDriver(VirtualWorld world, ReplayOptions options)
{
    internal ReleaseState Run(ReleaseState start, Func<ReleaseState, IReleaseDriver, Task<ReleaseState>> flow)
    {
        var input = StateDocument.Write(start);
        var began = world.Now;
        List<HistoryEvent> history = [];
        while (true)
        {
            var turn = new ReplayTurn(began, history);
            if (turn.Run(() => flow(StateDocument.Read(input), turn)) is { } ended)
            {
                return ended;
            }

            var asked = turn.Outstanding;
            if (options.ContinueAsNewEvery > 0 && history.Count(happened => happened.Asked is not null) >= options.ContinueAsNewEvery)
            {
                // What rang and was not taken yet goes over into the new history.
                history = turn.HasUntakenBell ? [HistoryEvent.Bell(world.Now)] : [];
                (input, began) = (asked.State, world.Now);
            }

            history.AddRange(Perform(asked));
        }
    }

    private IEnumerable<HistoryEvent> Perform(Asking asked)
    {
        var state = StateDocument.Read(asked.State);
        world.Remembered(Encoding.UTF8.GetByteCount(asked.State));
        string? answer = null;
        var listens = false;
        if (asked.Effect is { } effect)
        {
            var parsed = JsonSerializer.Deserialize<Effect>(effect, StateDocument.Json)!;
            listens = parsed is Effect.ReadInbox;
            answer = JsonSerializer.Serialize(world.Perform(state, parsed), StateDocument.Json);
        }
        else
        {
            world.Wait(state, asked.Until);
        }

        var rings = (world.TakeBell() ? 1 : 0) + (options.RingsTwice && !listens ? 1 : 0);
        return [.. Enumerable.Repeat(HistoryEvent.Bell(world.Now), rings), new HistoryEvent(world.Now, asked, answer)];
    }
}

/// <summary>What a flow has asked for: an effect, or a wait. States and effects as their documents.</summary>
internal sealed record Asking(string State, string? Effect, DateTimeOffset Until);

/// <summary>One line of the history: a doorbell, or the answer to what was asked.</summary>
internal sealed record HistoryEvent(DateTimeOffset At, Asking? Asked, string? Answer)
{
    internal static HistoryEvent Bell(DateTimeOffset at) => new(at, null, null);
}
