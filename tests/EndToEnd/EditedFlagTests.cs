using System.Text.Json.Nodes;
using Releases.Lifecycle;
using Releases.Records;

namespace EndToEnd;

/// <summary>People who edit a flag while a release is on it.</summary>
public sealed class EditedFlagTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private HostProcess Host => shared.Host;

    private HttpClient Http => shared.Host.Http;

    public async ValueTask InitializeAsync() => await shared.TurnOffAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Edit_BetweenStages_HoldsAndIsNeverOverwritten_AndKeepsTheRollbackOpen()
    {
        var captured = (Staging: await StoredFlag.OfAsync(Host, "staging"), Production: await StoredFlag.OfAsync(Host, "production"));
        var id = await Http.StartUntilApprovalAsync("edited");
        var edited = await StoredFlag.EditAsync(Host, "production", flag => flag["description"] = "mine now");

        Assert.True((await Http.SignalAsync(id, "approve", by: "grace", stage: "half")).Answer!.Accepted);
        var held = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Held, "the release to be held");
        Assert.Contains("mine now", held.Reason, StringComparison.Ordinal);
        Assert.Equal(edited, (await StoredFlag.OfAsync(Host, "production")).Value);

        Assert.True((await Http.SignalAsync(id, "abort", by: "grace")).Answer!.Accepted);
        await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.RollbackFailed, "the rollback to fail");
        Assert.Equal(edited, (await StoredFlag.OfAsync(Host, "production")).Value);
        Assert.Equal(captured.Staging.Value, (await StoredFlag.OfAsync(Host, "staging")).Value);
        Assert.Contains(await Http.TimelineAsync(id), entry => entry.Kind == TimelineKinds.RollbackFailed && entry.Text.Contains("mine now", StringComparison.Ordinal));

        // Who undoes the edit by hand lets the rollback end.
        await captured.Production.WriteAsync(Host, "production");
        await Http.SignalAsync(id, "resume", by: "grace");
        var ended = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal(captured.Production.Value, (await StoredFlag.OfAsync(Host, "production")).Value);
    }

    [Fact]
    public async Task TurnedOffByHand_ThenRolledBackToOn_StaysOffAndSaysSo()
    {
        await StoredFlag.EditAsync(Host, "production", flag => (flag["enabled"], flag["conditions"]) = (true, Targeting(20)));
        var id = await Http.StartUntilApprovalAsync("turned-off");
        var off = await StoredFlag.EditAsync(Host, "production", flag => flag["enabled"] = false);

        Assert.True((await Http.SignalAsync(id, "abort", by: "grace")).Answer!.Accepted);
        var ended = await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");

        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Equal(off, (await StoredFlag.OfAsync(Host, "production")).Value);
        Assert.Contains(await Http.TimelineAsync(id), entry => entry.Kind == TimelineKinds.Restored && entry.Text.StartsWith("production: left off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task BreakGlassScript_UnderBash_NamesEveryFlagAsItWasCaptured()
    {
        string[] environments = ["production", "staging"];
        await StoredFlag.EditAsync(Host, "staging", flag => flag["description"] = "it's $HOME, \"Zoë\" & `id`\n🚀");
        var captured = new List<StoredFlag>();
        foreach (var environment in environments)
        {
            captured.Add(await StoredFlag.OfAsync(Host, environment));
        }

        var id = await Http.StartUntilApprovalAsync("break-glass");
        var (exitCode, calls) = await RecordedAz.RunAsync(await Http.GetStringAsync($"api/releases/{id}/break-glass"));
        await Http.SignalAsync(id, "abort", by: "grace");
        await Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end");

        Assert.Equal(0, exitCode);
        Assert.All(calls, call => Assert.Equal(["appconfig", "kv", "set"], call.Take(3)));
        Assert.All(calls, call => Assert.Equal(Flags.Key, call.Of("--key")));
        Assert.Equal(environments.Select(Host.EndpointOf), calls.Select(call => new Uri(call.Of("--endpoint"))));
        Assert.Equal(captured.Select(flag => flag.Value), calls.Select(call => call.Of("--value")));
        Assert.Equal(captured.Select(flag => flag.ContentType), calls.Select(call => call.Of("--content-type")));
    }

    private static JsonObject Targeting(int percent) => new()
    {
        ["client_filters"] = new JsonArray(new JsonObject
        {
            ["name"] = "Microsoft.Targeting",
            ["parameters"] = new JsonObject { ["Audience"] = new JsonObject { ["DefaultRolloutPercentage"] = percent } },
        }),
    };
}
