using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// Puts what several releases ask of one workspace at about the same time into one request. Whoever is alone with the workspace waits for nobody: only
/// where another release has asked lately is a moment spent on waiting for it.
/// </summary>
public sealed class GatheredTelemetry(ITelemetry workspace, TimeProvider time) : ITelemetry
{
    private readonly Lock _lock = new();
    private Round? _open;
    private (object? Asker, DateTimeOffset At) _latest;
    private DateTimeOffset _sharedAt = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        if (questions.Count == 0)
        {
            return [];
        }

        Round round;
        int first;
        TimeSpan? pause = null;
        lock (_lock)
        {
            if (_open is null)
            {
                _open = new Round();
                pause = IsShared(questions[0].Parameters.GetValueOrDefault("release")) ? LogAnalyticsOptions.GatherFor : TimeSpan.Zero;
            }
            else
            {
                _sharedAt = time.GetUtcNow();
            }

            round = _open;
            first = round.Questions.Count;
            round.Questions.AddRange(questions);
            round.Waiting++;
        }

        if (pause is { } wait)
        {
            _ = SendAsync(round, wait);
        }

        try
        {
            var answers = await round.Answers.Task.WaitAsync(cancellationToken);
            return [.. answers.Skip(first).Take(questions.Count)];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // One caller that gives up takes nothing from the others; the last one takes the request with it.
            if (Leave(round))
            {
                await ((Task)round.Answers.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw;
        }
    }

    /// <summary>Whether another release than this one has asked lately.</summary>
    private bool IsShared(object? asker)
    {
        var now = time.GetUtcNow();
        if (_latest.Asker is { } other && !other.Equals(asker))
        {
            _sharedAt = _latest.At > _sharedAt ? _latest.At : _sharedAt;
        }

        _latest = (asker, now);
        return now - _sharedAt < LogAnalyticsOptions.GatherAfter;
    }

    /// <summary>Gives up one caller's place, and the whole request if it was the last.</summary>
    private bool Leave(Round round)
    {
        lock (_lock)
        {
            round.Waiting--;
            if (round.Waiting > 0)
            {
                return false;
            }

            _open = _open == round ? null : _open;
        }

        round.Abandoned.Cancel();
        return true;
    }

    private async Task SendAsync(Round round, TimeSpan wait)
    {
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, round.Abandoned.Token);
            }

            lock (_lock)
            {
                _open = _open == round ? null : _open;
            }

            round.Answers.SetResult(await workspace.AskAsync(round.Questions, round.Abandoned.Token));
        }
        catch (OperationCanceledException) when (round.Abandoned.IsCancellationRequested)
        {
            // Nobody waits any more.
            round.Answers.TrySetCanceled();
        }
        catch (Exception problem)
        {
            // It belongs to those who wait for the answers.
            round.Answers.SetException(problem);
        }
    }

    private sealed class Round
    {
        public List<TelemetryQuestion> Questions { get; } = [];

        /// <summary>Callers that have not given up.</summary>
        public int Waiting { get; set; }

        /// <summary>All of them have. Never disposed of, as it has no timer and no handle of its own.</summary>
        public CancellationTokenSource Abandoned { get; } = new();

        public TaskCompletionSource<IReadOnlyList<Measurement>> Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
