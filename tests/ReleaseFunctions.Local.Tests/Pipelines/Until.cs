namespace ReleaseFunctions.Local.Tests.Pipelines;

internal static class Until
{
    /// <summary>Waits until a condition holds that another thread brings about.</summary>
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not within 30 s: {what}");
            await look.WaitForNextTickAsync();
        }
    }
}
