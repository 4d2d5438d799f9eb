namespace Releases.Cli;

/// <summary>Looking again and again, for as long as it takes or as somebody wants to wait.</summary>
internal static class Polling
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>The first answer that is enough, or that is none; else the last one when the time is over.</summary>
    internal static async Task<ApiAnswer<T>> UntilAsync<T>(Func<Task<ApiAnswer<T>>> ask, Func<T, bool> enough, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (answer is not ApiAnswer<T>.Given(var body) || enough(body) || TimeProvider.System.GetElapsedTime(began) >= limit)
            {
                return answer;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
