using Releases.Lifecycle;

namespace Releases.BackTests;

/// <summary>
/// Lets many releases of the past go in step: once each of them wants to know something, all is asked at once. As many requests as one release has
/// ticks, however many releases there are.
/// </summary>
/// <param name="askAll">Answers what several releases want to know, in the order of their wishes.</param>
internal sealed class PastRounds(Func<IReadOnlyList<PastQuestion>, Task<IReadOnlyList<IReadOnlyList<Measured>>>> askAll)
{
    private readonly Lock _lock = new();
    private readonly List<(PastQuestion Question, TaskCompletionSource<IReadOnlyList<Measured>> Answer)> _waiting = [];
    private int _running;

    /// <summary>Runs all of them to their ends.</summary>
    /// <param name="runs">Each gets what it asks with.</param>
    internal async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<Func<Func<PastQuestion, Task<IReadOnlyList<Measured>>>, Task<T>>> runs)
    {
        _running = runs.Count;
        return await Task.WhenAll(runs.Select(async run =>
        {
            try
            {
                return await run(AskAsync);
            }
            finally
            {
                await FlushAsync(() => _running--);
            }
        }));
    }

    private async Task<IReadOnlyList<Measured>> AskAsync(PastQuestion question)
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Measured>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await FlushAsync(() => _waiting.Add((question, answer)));
        return await answer.Task;
    }

    private async Task FlushAsync(Action change)
    {
        List<(PastQuestion Question, TaskCompletionSource<IReadOnlyList<Measured>> Answer)> round;
        lock (_lock)
        {
            change();
            if (_waiting.Count == 0 || _waiting.Count < _running)
            {
                return;
            }

            round = [.. _waiting];
            _waiting.Clear();
        }

        try
        {
            var answers = await askAll([.. round.Select(waiting => waiting.Question)]);
            foreach (var (waiting, measured) in round.Zip(answers))
            {
                waiting.Answer.SetResult(measured);
            }
        }
        catch (Exception problem)
        {
            // It is the releases' to end with: one that goes on waiting would keep all others from ending.
            foreach (var waiting in round)
            {
                waiting.Answer.TrySetException(problem);
            }
        }
    }
}
