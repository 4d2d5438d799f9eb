using Azure.Data.AppConfiguration;
using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters;

public sealed class FlagStoreTests
{
    [Fact]
    public async Task Expose_AndRestore_ComesBackToTheLetter()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        var exposed = await fixture.ValueAsync("a");
        var restoring = await fixture.Flags().RestoreAsync(FlagStoreFixture.Restores(captured), writing.SyncToken, CancellationToken.None);

        Assert.IsType<FlagWriteResult.Confirmed>(Assert.Single(writing.Results));
        Assert.Contains("Microsoft.Targeting", exposed, StringComparison.Ordinal);
        Assert.IsType<FlagRestoreResult.Restored>(Assert.Single(restoring.Results));
        Assert.Equal(FlagStoreFixture.Off, await fixture.ValueAsync("a"));
    }

    [Fact]
    public async Task Expose_FiftyFlags_CostsOneWriteEachAndOneReadForFive()
    {
        string[] flags = [.. Enumerable.Range(0, 50).Select(i => $"f{i}")];
        await using var fixture = await FlagStoreFixture.StartAsync(flags);
        fixture.Store.Endpoint.Requests.Reset();

        var captured = await fixture.CaptureAsync(flags);
        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);

        Assert.All(writing.Results, result => Assert.IsType<FlagWriteResult.Confirmed>(result));
        Assert.Equal(10, fixture.Store.Endpoint.Requests.Of("GET", "/kv"));
        Assert.Equal(50, fixture.Store.Endpoint.Requests.Of("PUT", "/kv/{key}"));
        Assert.Equal(60, fixture.Store.Endpoint.Requests.Total);
    }

    [Fact]
    public async Task Expose_LostResponses_AreAllFoundOut()
    {
        string[] flags = ["a", "b", "c"];
        await using var fixture = await FlagStoreFixture.StartAsync(flags);
        var captured = await fixture.CaptureAsync(flags);
        fixture.Store.Faults.LoseResponses(3);

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);

        Assert.All(writing.Results, result => Assert.IsType<FlagWriteResult.Confirmed>(result));
    }

    [Fact]
    public async Task Restore_LateExposeReleasedAfterwards_DoesNoHarm()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        var held = fixture.Store.Faults.HoldBackWrites(1);

        var writing = await fixture.Flags(retries: 0).ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        var restoring = await fixture.Flags().RestoreAsync(FlagStoreFixture.Restores(captured), writing.SyncToken, CancellationToken.None);
        var landed = await held.ReleaseAsync();

        Assert.IsType<FlagWriteResult.Unknown>(Assert.Single(writing.Results));
        Assert.IsType<FlagRestoreResult.Restored>(Assert.Single(restoring.Results));
        Assert.Equal(412, Assert.Single(landed).Status);
        Assert.Equal(FlagStoreFixture.Off, await fixture.ValueAsync("a"));
    }

    [Fact]
    public async Task Expose_Throttled_WaitsAsLongAsItIsTold()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        fixture.Store.Faults.Throttle(3, TimeSpan.FromMilliseconds(1));

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);

        Assert.IsType<FlagWriteResult.Confirmed>(Assert.Single(writing.Results));
    }

    [Fact]
    public async Task Expose_Outage_IsUnknownAndThenConfirmed()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        fixture.Store.Faults.Outage(true);
        var during = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        fixture.Store.Faults.Outage(false);
        var after = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);

        Assert.IsType<FlagWriteResult.Unknown>(Assert.Single(during.Results));
        Assert.IsType<FlagWriteResult.Confirmed>(Assert.Single(after.Results));
    }

    [Fact]
    public async Task Read_InAnotherProcessWithTheSyncToken_SeesWhatThisOneWrote()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        fixture.Store.Faults.StaleReads(TimeSpan.FromHours(1));

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        var reading = await fixture.Flags().ReadAsync(["a"], writing.SyncToken, CancellationToken.None);

        Assert.Equal(((FlagWriteResult.Confirmed)writing.Results[0]).ETag, Assert.Single(reading.Found).ETag);
    }

    [Fact]
    public async Task Expose_LockedFlag_IsLockedAndComesBackUntouched()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        await fixture.Store.Client().SetReadOnlyAsync(FeatureFlagSetting.Key("a"), isReadOnly: true);
        var captured = await fixture.CaptureAsync("a");

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        var restoring = await fixture.Flags().RestoreAsync(FlagStoreFixture.Restores(captured), null, CancellationToken.None);

        Assert.True(captured[0].Locked);
        Assert.IsType<FlagWriteResult.Locked>(Assert.Single(writing.Results));
        Assert.IsType<FlagRestoreResult.Restored>(Assert.Single(restoring.Results));
    }

    [Fact]
    public async Task Restore_LockedAfterOurWrite_IsLocked()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);
        await fixture.Store.Client().SetReadOnlyAsync(FeatureFlagSetting.Key("a"), isReadOnly: true);

        var restoring = await fixture.Flags().RestoreAsync(FlagStoreFixture.Restores(captured), null, CancellationToken.None);

        Assert.IsType<FlagRestoreResult.Locked>(Assert.Single(restoring.Results));
    }

    [Fact]
    public async Task Expose_EditedByTheClientsOwnFlagType_IsDrift()
    {
        await using var fixture = await FlagStoreFixture.StartAsync("a");
        var captured = await fixture.CaptureAsync("a");
        var client = fixture.Store.Client();
        var flag = (FeatureFlagConfigurationSetting)(await client.GetConfigurationSettingAsync(FeatureFlagSetting.Key("a"))).Value;
        flag.Description = "edited";
        await client.SetConfigurationSettingAsync(flag);

        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(captured), null, CancellationToken.None);

        Assert.Contains("edited", Assert.IsType<FlagWriteResult.Drifted>(Assert.Single(writing.Results)).Difference, StringComparison.Ordinal);
    }
}
