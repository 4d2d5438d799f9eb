using Microsoft.Extensions.Time.Testing;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class QuotaTests
{
    [Fact]
    public async Task Requests_PastTheQuotaOfTheHour_AreRefusedUntilTheNext()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 8, 59, 30, TimeSpan.Zero));
        await using var store = await LocalStore.StartAsync(time, options => options with { RequestsPerHour = 3 });
        using var http = store.Http();

        var first = await StatusesAsync(http, 4);
        using var refused = await http.GetAsync("/kv?api-version=1.0");
        time.Advance(TimeSpan.FromSeconds(30));
        var second = await StatusesAsync(http, 1);

        Assert.Equal([200, 200, 200, 429], first);
        Assert.Equal("30000", refused.Headers.GetValues("retry-after-ms").Single());
        Assert.Contains("\"policy\":\"Total Requests\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal([200], second);
    }

    private static async Task<int[]> StatusesAsync(HttpClient http, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await http.GetAsync("/kv?api-version=1.0");
            statuses.Add((int)response.StatusCode);
        }

        return [.. statuses];
    }
}
