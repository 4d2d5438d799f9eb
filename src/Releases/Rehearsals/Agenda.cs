namespace Releases.Rehearsals;

/// <summary>The virtual clock, and what is to happen on it. Things that happen at one time do so in the order in which they were entered.</summary>
public sealed class Agenda(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _entries = new();
    private int _order;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>When the world began.</summary>
    public DateTimeOffset Start { get; } = start;

    public void Later(TimeSpan delay, Action happens) => At(Now + delay, happens);

    public void At(DateTimeOffset at, Action happens) => _entries.Enqueue(happens, (at, _order++));

    /// <summary>Lets time pass until then, or until something interrupts it.</summary>
    public void PassUntil(DateTimeOffset until, Func<bool>? interrupted = null)
    {
        while (_entries.TryPeek(out _, out var next) && next.At <= (interrupted?.Invoke() == true ? Now : until))
        {
            var happens = _entries.Dequeue();
            Now = next.At > Now ? next.At : Now;
            happens();
        }

        Now = interrupted?.Invoke() == true || until < Now ? Now : until;
    }
}
