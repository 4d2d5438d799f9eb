using System.Text.Json;
using Microsoft.DurableTask;
using Releases.Lifecycle;

namespace ReleaseFunctions.Durable;

/// <summary>
/// Drives one generation of a release: an effect is an activity, a wait a durable timer raced against the doorbell. Before it waits for
/// long, or has done much, it hands over to a new generation, which begins with the state and nothing else. History stays short that way,
/// and a new version of the code meets parked releases at a place that it knows.
/// </summary>
internal sealed class DurableDriver : IReleaseDriver
{
    /// <summary>A wait from this length on begins a generation of its own.</summary>
    internal static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);

    /// <summary>Effects after which a generation ends at the next wait; each takes about nine rows of history.</summary>
    internal const int ManyEffects = 24;

    /// <summary>Effects after which a generation ends in any case.</summary>
    internal const int TooManyEffects = 36;

    /// <summary>
    /// A storage queue hides a message for whole seconds, rounded down, so a timer fires up to a second early; asking the machine again and
    /// again until the second is over would cost a round of storage requests each time. With this a timer is late by that instead.
    /// </summary>
    private static readonly TimeSpan TimersAreEarlyBy = TimeSpan.FromSeconds(1);

    private readonly TaskOrchestrationContext _context;
    private readonly bool _knowsCapture;
    private readonly TaskCompletionSource<ReleaseInput> _renewed = new();
    private Task<string?> _bell;

    /// <summary>Queries that nobody listens to any more. Until they are over, at most 30 s, Durable lets no generation end, and one that tries hears nobody.</summary>
    private Task _givenUp = Task.CompletedTask;
    private bool _rang;
    private int _effects;

    internal DurableDriver(TaskOrchestrationContext context, ReleaseState state, bool rang)
    {
        _context = context;
        _knowsCapture = state.Capture is not null;
        _rang = rang;
        _bell = Listen();
    }

    /// <summary>Completes when this generation is over: with what the next one begins with.</summary>
    internal Task<ReleaseInput> Renewed => _renewed.Task;

    /// <inheritdoc/>
    public DateTimeOffset Now => new(DateTime.SpecifyKind(_context.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <inheritdoc/>
    public bool TakeDoorbell()
    {
        // However often it rang, the inbox is read once.
        while (_bell.IsCompleted)
        {
            _rang = true;
            _bell = Listen();
        }

        var rang = _rang;
        _rang = false;
        return rang;
    }

    /// <inheritdoc/>
    public async Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        // No flag is written by a generation that began without the capture: were the release taken up from there, it would capture what
        // it had written itself.
        if (_effects >= TooManyEffects || (effect is Effect.Expose && !_knowsCapture))
        {
            return await RenewAsync<ReleaseEvent>(state, null);
        }

        _effects++;
        var performing = ActAsync(effect);
        if (effect is Effect.Measure && await Task.WhenAny(performing, _bell) != performing)
        {
            // The query goes on for at most 30 s more, and its answer is not listened to: people do not wait for it.
            _givenUp = Task.WhenAll(_givenUp, performing);
            TakeDoorbell();
            return new ReleaseEvent.DoorbellRang();
        }

        return await performing;
    }

    /// <inheritdoc/>
    public Task WaitAsync(ReleaseState state, DateTimeOffset until) => _givenUp.IsCompleted && (until - Now >= LongWait || _effects >= ManyEffects)
        ? RenewAsync<bool>(state, until)
        : SleepAsync(until);

    /// <summary>
    /// Waits until the time or a ring, whichever is first, or until a given-up query is over. A timer that still fires early does no harm:
    /// the machine is asked again.
    /// </summary>
    internal async Task SleepAsync(DateTimeOffset until)
    {
        if (_rang || _bell.IsCompleted || until <= Now)
        {
            return;
        }

        using var waiting = new CancellationTokenSource();
        var timer = _context.CreateTimer(until.UtcDateTime + TimersAreEarlyBy, waiting.Token);
        Task[] wakes = _givenUp.IsCompleted ? [timer, _bell] : [timer, _bell, _givenUp];
        if (await Task.WhenAny(wakes) != timer)
        {
            waiting.Cancel();
        }
    }

    /// <summary>An infrastructure that fails is an effect without a clear answer, which is the machine's to retry.</summary>
    private async Task<ReleaseEvent> ActAsync(Effect effect)
    {
        try
        {
            var answer = await _context.CallActivityAsync<string>(EffectActivity.Name, JsonSerializer.Serialize(effect, StateDocument.Json));
            return JsonSerializer.Deserialize<ReleaseEvent>(answer, StateDocument.Json) ?? effect.Failed("The activity has given no answer.");
        }
        catch (TaskFailedException failed)
        {
            return effect.Failed(failed.FailureDetails.ErrorMessage);
        }
    }

    /// <summary>Ends this generation. What the flow awaits here never comes: it begins again from the state, in the next one.</summary>
    private Task<T> RenewAsync<T>(ReleaseState state, DateTimeOffset? sleepUntil)
    {
        _renewed.SetResult(new ReleaseInput(StateDocument.Write(state), sleepUntil, _rang || _bell.IsCompleted));
        return new TaskCompletionSource<T>().Task;
    }

    private Task<string?> Listen() => _context.WaitForExternalEvent<string?>(ReleaseOrchestration.Doorbell);
}
