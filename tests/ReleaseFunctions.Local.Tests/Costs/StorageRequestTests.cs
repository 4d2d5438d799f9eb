using ReleaseFunctions.Local.Tests.Driver;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Costs;

/// <summary>What a release costs in requests to tables and blobs, from the request that starts it until nothing more is done for it.</summary>
[Collection(nameof(WorldFixture))]
public sealed class StorageRequestTests(WorldFixture world)
{
    private const int Bound = 25;

    /// <summary>The whole list, as docs/reference/costs.md explains it.</summary>
    private static readonly Dictionary<string, int> FourStages = new()
    {
        ["plan"] = 1,
        ["status and row of the index made"] = 2,
        ["break-glass script"] = 1,
        ["capture"] = 1,
        ["row of the index closed"] = 1,
        ["queue looked at"] = 1,
        ["halt and freezes read"] = 4,
    };

    /// <summary>What each wait costs. How often a release waits depends a little on how the clock falls; the bound on the sum does not.</summary>
    private static readonly string[] WithEachWait = ["inbox read", "transaction"];

    [Fact]
    public async Task Release_OfFourStagesWithATickEach_TakesAtMostTwentyFive()
    {
        string[] keys = ["stored"];
        await world.MakeFlagsAsync(keys);
        await using var host = await RunningHost.StartAsync(world);
        using var sent = new OutgoingRequests();

        var id = await host.PostAsync(QuickPlans.Of(
            "stored",
            keys,
            [
                QuickPlans.Baked("rehearse", WorldFixture.Staging, "on", 1),
                QuickPlans.Baked("canary", WorldFixture.Production, "{ percent: 5 }", 1),
                QuickPlans.Baked("half", WorldFixture.Production, "{ percent: 50 }", 1),
                QuickPlans.Baked("full", WorldFixture.Production, "on", 1),
            ],
            criteria: 1));

        var ended = await host.EndOfAsync(id);
        // The last one is the test's own, which looks at the end.
        var requests = sent.WithQueriesTo(world.StoragePorts).SkipLast(1).ToList();
        Assert.Equal(ReleaseOutcome.Completed, ended.Outcome);
        var counts = requests.Select(What).CountBy(what => what).ToDictionary();
        Assert.Equal(FourStages.OrderBy(count => count.Key), counts.Where(count => FourStages.ContainsKey(count.Key)).OrderBy(count => count.Key));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", counts));
        Assert.Empty(counts.Keys.Except(FourStages.Keys).Except(WithEachWait));
        Assert.InRange(requests.Count, 1, Bound);
    }

    private static string What(string request) => request switch
    {
        _ when request.StartsWith("PUT /devstoreaccount1/releases/plans/", StringComparison.Ordinal) => "plan",
        _ when request.StartsWith("PUT /devstoreaccount1/releases/releases/", StringComparison.Ordinal) =>
            request.Contains("/capture-", StringComparison.Ordinal) ? "capture" : "break-glass script",
        _ when request.StartsWith("POST /devstoreaccount1/releases", StringComparison.Ordinal) => "status and row of the index made",
        _ when request.StartsWith("GET /devstoreaccount1/releases()", StringComparison.Ordinal) =>
            request.Contains("'_leases'", StringComparison.Ordinal) ? "queue looked at"
            : request.Contains("'_governance'", StringComparison.Ordinal) ? "halt and freezes read"
            : "inbox read",
        // A publication; or leases that are taken or freed.
        "POST /devstoreaccount1/$batch" => "transaction",
        _ when request.StartsWith("GET /devstoreaccount1/releases(PartitionKey", StringComparison.Ordinal) => "status read",
        _ when request.StartsWith("PUT /devstoreaccount1/releases(PartitionKey='_index'", StringComparison.Ordinal) => "row of the index closed",
        _ => request,
    };
}
