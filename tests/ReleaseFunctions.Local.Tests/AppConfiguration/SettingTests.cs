using Azure;
using Azure.Data.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class SettingTests
{
    [Fact]
    public async Task Set_NewSetting_IsReadBackWithAllThatWasWritten()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var written = new ConfigurationSetting("orders/batch size #1", "42", "prod")
        {
            ContentType = "text/plain",
            Tags = { ["team"] = "data", ["ümlaut"] = "ß" },
        };

        var set = (await client.SetConfigurationSettingAsync(written)).Value;
        var read = await client.GetConfigurationSettingAsync("orders/batch size #1", "prod");

        Assert.Equal("42", read.Value.Value);
        Assert.Equal("prod", read.Value.Label);
        Assert.Equal("text/plain", read.Value.ContentType);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "data", ["ümlaut"] = "ß" }, read.Value.Tags);
        Assert.Equal(set.ETag, read.Value.ETag);
        Assert.Equal(set.ETag, read.GetRawResponse().Headers.ETag);
        Assert.False(read.Value.IsReadOnly);
        Assert.InRange(DateTimeOffset.UtcNow - read.Value.LastModified!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Set_SameKeyOtherLabel_IsAnotherSetting()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("size", "none");
        await client.SetConfigurationSettingAsync("size", "prod", "prod");

        Assert.Equal("none", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        Assert.Equal("none", (await client.GetConfigurationSettingAsync("size", "\0")).Value.Value);
        Assert.Equal("prod", (await client.GetConfigurationSettingAsync("size", "prod")).Value.Value);
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("size", "dev"));
        Assert.Equal(404, missing.Status);
    }

    [Fact]
    public async Task Set_FeatureFlag_KeepsItsFilters()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var flag = new FeatureFlagConfigurationSetting("orders.enrichment-v2", isEnabled: true);
        var audience = new Dictionary<string, object> { ["DefaultRolloutPercentage"] = 5 };
        flag.ClientFilters.Add(new FeatureFlagFilter("Microsoft.Targeting", new Dictionary<string, object> { ["Audience"] = audience }));

        await client.SetConfigurationSettingAsync(flag);
        var read = (await client.GetConfigurationSettingAsync(flag.Key)).Value;

        var readFlag = Assert.IsType<FeatureFlagConfigurationSetting>(read);
        Assert.Equal("Microsoft.Targeting", Assert.Single(readFlag.ClientFilters).Name);
        Assert.Equal("application/vnd.microsoft.appconfig.ff+json;charset=utf-8", read.ContentType);
    }

    [Fact]
    public async Task Set_WhatIsThereAlready_KeepsTheETag()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var first = (await client.SetConfigurationSettingAsync("size", "1")).Value;

        var same = (await client.SetConfigurationSettingAsync("size", "1")).Value;
        var other = (await client.SetConfigurationSettingAsync(new ConfigurationSetting("size", "1") { Tags = { ["write"] = "2" } })).Value;

        Assert.Equal(first.ETag, same.ETag);
        Assert.NotEqual(first.ETag, other.ETag);
    }

    [Fact]
    public async Task Set_LargerThan10KB_IsRefusedAndLeavesNothing()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var key = "key";

        await client.SetConfigurationSettingAsync(key, new string('"', (10 * 1024) - key.Length));
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => client.SetConfigurationSettingAsync(key, new string('x', (10 * 1024) - key.Length + 1)));

        Assert.Equal(413, refused.Status);
        Assert.StartsWith("\"", (await client.GetConfigurationSettingAsync(key)).Value.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_FarLargerThanAnySetting_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => store.Client().SetConfigurationSettingAsync("key", new string('x', 1_000_000)));

        Assert.Equal(413, refused.Status);
    }

    [Fact]
    public async Task Delete_Setting_AnswersWithWhatWasThereAndLaterWithNothing()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("size", "1");

        var first = await client.DeleteConfigurationSettingAsync("size");
        var second = await client.DeleteConfigurationSettingAsync("size");

        Assert.Equal(200, first.Status);
        Assert.Contains("\"value\":\"1\"", first.Content.ToString(), StringComparison.Ordinal);
        Assert.Equal(204, second.Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("size"))).Status);
    }

    [Fact]
    public async Task SetReadOnly_LockedSetting_RefusesWritesUntilUnlocked()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var free = (await client.SetConfigurationSettingAsync("size", "1")).Value;

        var locked = (await client.SetReadOnlyAsync("size", isReadOnly: true)).Value;
        var set = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "2"));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => client.DeleteConfigurationSettingAsync("size"));
        await client.SetReadOnlyAsync("size", isReadOnly: false);
        await client.SetConfigurationSettingAsync("size", "2");

        Assert.True(locked.IsReadOnly);
        Assert.NotEqual(free.ETag, locked.ETag);
        Assert.Equal((409, 409), (set.Status, delete.Status));
        Assert.Contains("https://azconfig.io/errors/key-locked", set.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("size")).Value.Value);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => client.SetReadOnlyAsync("absent", isReadOnly: true))).Status);
    }
}
