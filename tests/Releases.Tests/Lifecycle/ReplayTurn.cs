using System.Text.Json;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>One run of a flow over the history so far, up to the first thing that the history does not answer.</summary>
internal sealed class ReplayTurn(DateTimeOffset began, IReadOnlyList<HistoryEvent> history) : SynchronizationContext, IReleaseDriver
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<(SendOrPostCallback Continue, object? With)> _posted = new();
    private Asking? _asked;
    private TaskCompletionSource<string?>? _answer;
    private bool _bell;

    public DateTimeOffset Now { get; private set; } = began;

    internal bool HasUntakenBell => _bell;

    internal Asking Outstanding => _asked ?? throw new InvalidOperationException("The flow waits for something that is not its driver's.");

    public override void Post(SendOrPostCallback d, object? state)
    {
        OnItsThread();
        _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The flow must not block.");

    public bool TakeDoorbell()
    {
        OnItsThread();
        var rang = _bell;
        _bell = false;
        return rang;
    }

    public async Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        var answer = await Ask(new Asking(StateDocument.Write(state), JsonSerializer.Serialize(effect, StateDocument.Json), default));
        return JsonSerializer.Deserialize<ReleaseEvent>(answer!, StateDocument.Json)!;
    }

    public async Task WaitAsync(ReleaseState state, DateTimeOffset until) => await Ask(new Asking(StateDocument.Write(state), null, until));

    /// <summary>The flow's end, or nothing when it waits for what has not happened yet.</summary>
    internal ReleaseState? Run(Func<Task<ReleaseState>> flow)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var running = flow();
            foreach (var happened in history)
            {
                Tell(happened);
            }

            return running.IsCompleted ? running.GetAwaiter().GetResult() : null;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private Task<string?> Ask(Asking asking)
    {
        OnItsThread();
        _asked = _asked is null ? asking : throw new InvalidOperationException("The flow asks for two things at once.");
        _answer = new TaskCompletionSource<string?>();
        return _answer.Task;
    }

    private void Tell(HistoryEvent happened)
    {
        Now = happened.At;
        if (happened.Asked is null)
        {
            _bell = true;
            return;
        }

        if (Outstanding != happened.Asked)
        {
            throw new InvalidOperationException($"The flow is not deterministic: it asked for {happened.Asked} and now asks for {_asked}.");
        }

        var answer = _answer!;
        (_asked, _answer) = (null, null);
        answer.SetResult(happened.Answer);
        while (_posted.TryDequeue(out var posted))
        {
            posted.Continue(posted.With);
        }
    }

    private void OnItsThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("The flow has left its thread.");
        }
    }
}
