namespace ReleaseFunctions.Tests;

internal static class Until
{
    /// <summary>Waits until a condition holds that another thread brings about.</summary>
    internal static async Task TrueAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within 20 s: {what}");
            await look.WaitForNextTickAsync();
        }
    }
}
