using System.Diagnostics;

namespace EndToEnd;

/// <summary>Waits for a condition, never for a time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    internal static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan within, string what)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (!await condition())
        {
            Assert.True(watch.Elapsed < within, $"Waited {within} in vain for {what}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
