using Azure;
using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class JournalTests
{
    [Fact]
    public async Task Reopen_AfterAStop_FindsEverythingAndTheSameKey()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        var full = new ConfigurationSetting("kept", "1", "prod") { ContentType = "text/plain", Tags = { ["a"] = "b" } };
        var kept = (await client.SetConfigurationSettingAsync(full)).Value;
        await client.SetConfigurationSettingAsync("gone", "1");
        await client.DeleteConfigurationSettingAsync("gone");
        await client.SetConfigurationSettingAsync("locked", "1");
        await client.SetReadOnlyAsync("locked", isReadOnly: true);
        var key = store.Endpoint.ConnectionString[store.Endpoint.ConnectionString.IndexOf(";Id", StringComparison.Ordinal)..];

        await store.ReopenAsync();
        client = store.Client();
        var read = (await client.GetConfigurationSettingAsync("kept", "prod")).Value;

        Assert.Equal((kept.ETag, kept.LastModified, "1", "text/plain", "b"), (read.ETag, read.LastModified, read.Value, read.ContentType, read.Tags["a"]));
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("gone"))).Status);
        Assert.True((await client.GetConfigurationSettingAsync("locked")).Value.IsReadOnly);
        Assert.EndsWith(key, store.Endpoint.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_WhenItIsAcknowledged_IsInTheFile()
    {
        await using var store = await LocalStore.StartAsync();
        var clients = Enumerable.Range(0, 8).Select(_ => store.Client()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(n => clients[n % clients.Length].SetConfigurationSettingAsync($"k{n}", $"{n}")));

        // What a kill would leave behind now: the file as the operating system has it.
        var left = store.DataFile + ".copy";
        await using (var source = new FileStream(store.DataFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        await using (var target = File.Create(left))
        {
            await source.CopyToAsync(target);
        }

        var options = store.Options with { DataFile = left };
        await using var survivor = await AppConfigurationEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None);
        var client = new ConfigurationClient(survivor.ConnectionString);
        for (var n = 0; n < 400; n++)
        {
            Assert.Equal($"{n}", (await client.GetConfigurationSettingAsync($"k{n}")).Value.Value);
        }
    }

    [Fact]
    public async Task Reopen_AfterATornLine_DropsThatLineOnly()
    {
        await using var store = await LocalStore.StartAsync();
        await store.Client().SetConfigurationSettingAsync("first", "1");

        await store.ReopenAsync(() =>
        {
            var whole = File.ReadAllText(store.DataFile);
            File.AppendAllText(store.DataFile, whole.Replace("first", "torn", StringComparison.Ordinal)[..(whole.Length / 2)]);
        });
        await store.Client().SetConfigurationSettingAsync("second", "2");
        await store.ReopenAsync();
        var client = store.Client();

        Assert.Equal("1", (await client.GetConfigurationSettingAsync("first")).Value.Value);
        Assert.Equal("2", (await client.GetConfigurationSettingAsync("second")).Value.Value);
        Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => client.GetConfigurationSettingAsync("torn"))).Status);
    }

    [Fact]
    public async Task Open_WithADamagedLineInTheMiddle_SaysWhichLine()
    {
        await using var store = await LocalStore.StartAsync();
        await store.Client().SetConfigurationSettingAsync("first", "1");
        await store.Client().SetConfigurationSettingAsync("second", "2");
        await store.Endpoint.DisposeAsync();
        var lines = await File.ReadAllLinesAsync(store.DataFile);
        await File.WriteAllTextAsync(store.DataFile, $"{lines[0]}\n{lines[1][..10]}\n{lines[1]}\n");

        var error = await Assert.ThrowsAsync<InvalidDataException>(store.OpenAsync);

        Assert.StartsWith("Line 2 of ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_PastTheCompactionSize_ShrinksTheFileAndLosesNothing()
    {
        const int Writers = 4;
        const int Writes = 1_000;
        await using var store = await LocalStore.StartAsync(change: options => options with { CompactionSize = 10_000 });
        using var http = store.Http();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var n = 1; n <= Writes; n++)
            {
                using var shared = await http.PutAsync("/kv/shared?api-version=1.0", Json.Content($$"""{"value":"{{writer}}-{{n}}"}"""));
                using var own = n % 10 > 0 ? null : await http.PutAsync($"/kv/own{writer}?api-version=1.0", Json.Content($$"""{"value":"{{n}}"}"""));
            }
        }));

        await store.Endpoint.DisposeAsync();
        var lines = File.ReadLines(store.DataFile).Count();
        await store.OpenAsync();
        var client = store.Client();

        // Kept are the last 1,000 of the shared one and all of the others; three times that is when it compacts.
        Assert.InRange(lines, 1_400, 3 * 1_400 + 100);
        Assert.True(lines < Writers * (Writes + (Writes / 10)), "It never compacted.");
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal($"{Writes}", (await client.GetConfigurationSettingAsync($"own{writer}")).Value.Value);
        }
    }

    [Fact]
    public async Task Open_FileThatIsOpenAlready_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();

        await Assert.ThrowsAsync<IOException>(() => AppConfigurationEndpoint.StartAsync(store.Options, TimeProvider.System, CancellationToken.None));

        await store.Client().SetConfigurationSettingAsync("still", "works");
    }
}
