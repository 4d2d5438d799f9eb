using Azure;
using Azure.Data.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class ListTests
{
    [Theory]
    [InlineData("*", "*", "a\\b|, a*b|, a,b|, abc|, abc|prod, abd|dev, xyz|prod, xyz|test")]
    [InlineData("abc", "*", "abc|, abc|prod")]
    [InlineData("ab*", "*", "abc|, abc|prod, abd|dev")]
    [InlineData("abc,xyz,absent", "*", "abc|, abc|prod, xyz|prod, xyz|test")]
    [InlineData("*", "\0", "a\\b|, a*b|, a,b|, abc|")]
    [InlineData("*", "prod", "abc|prod, xyz|prod")]
    [InlineData("*", "prod,dev", "abc|prod, abd|dev, xyz|prod")]
    [InlineData("*", "\0,test", "a\\b|, a*b|, a,b|, abc|, xyz|test")]
    [InlineData("*", "t*", "xyz|test")]
    [InlineData("a\\,b", "*", "a,b|")]
    [InlineData("a\\*b", "*", "a*b|")]
    [InlineData("a\\\\b", "*", "a\\b|")]
    [InlineData("xyz", "test", "xyz|test")]
    [InlineData("zzz*", "*", "")]
    public async Task List_WithFilters_FindsWhatMatches(string key, string label, string expected)
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        foreach (var setting in new[] { "abc", "abc|prod", "abd|dev", "xyz|prod", "xyz|test", "a,b", "a*b", "a\\b" })
        {
            var parts = setting.Split('|');
            await client.SetConfigurationSettingAsync(parts[0], "1", parts.ElementAtOrDefault(1));
        }

        var found = await AllAsync(client, new SettingSelector { KeyFilter = key, LabelFilter = label });

        var names = expected.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
        Assert.Equal(names, found.Select(s => $"{s.Key}|{s.Label}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a*b", "key(1)")]
    [InlineData("*a", "key(0)")]
    [InlineData("a*,b", "key(1)")]
    [InlineData("a,b*", "key(3)")]
    [InlineData("ab\\", "key(2)")]
    [InlineData("a,b,c,d,e,f", "Too many")]
    public async Task List_WithBadFilter_SaysWhereItIsBad(string key, string complaint)
    {
        await using var store = await LocalStore.StartAsync();

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => AllAsync(store.Client(), new SettingSelector { KeyFilter = key }));

        Assert.Equal(400, refused.Status);
        Assert.Contains(complaint, refused.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithTags_FindsSettingsThatHaveAllOfThem()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync(new ConfigurationSetting("one", "1") { Tags = { ["team"] = "data", ["tier"] = "1" } });
        await client.SetConfigurationSettingAsync(new ConfigurationSetting("two", "2") { Tags = { ["team"] = "data" } });
        await client.SetConfigurationSettingAsync(new ConfigurationSetting("three", "3") { Tags = { ["a=b"] = "c,d" } });

        Assert.Equal(["one", "two"], await KeysAsync("team=data"));
        Assert.Equal(["one"], await KeysAsync("team=data", "tier=1"));
        Assert.Equal(["three"], await KeysAsync("a\\=b=c\\,d"));
        Assert.Empty(await KeysAsync("team=other"));
        Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => KeysAsync("team"))).Status);

        async Task<IEnumerable<string>> KeysAsync(params string[] tags)
        {
            var selector = new SettingSelector();
            foreach (var tag in tags)
            {
                selector.TagsFilter.Add(tag);
            }

            return (await AllAsync(client, selector)).Select(s => s.Key);
        }
    }

    [Fact]
    public async Task List_WithSelectedFields_LeavesTheOthersOut()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync(new ConfigurationSetting("one", "1", "prod") { ContentType = "text/plain" });

        var found = Assert.Single(await AllAsync(client, new SettingSelector { Fields = SettingFields.Key | SettingFields.Label }));

        Assert.Equal(("one", "prod"), (found.Key, found.Label));
        Assert.Null(found.Value);
        Assert.Null(found.ContentType);
        Assert.Null(found.LastModified);
    }

    [Theory]
    [InlineData(99, new[] { 99 })]
    [InlineData(100, new[] { 100, 0 })]
    [InlineData(101, new[] { 100, 1 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public async Task List_PageThatIsFull_IsFollowedByAnother(int count, int[] expected)
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await Task.WhenAll(Enumerable.Range(0, count).Select(n => client.SetConfigurationSettingAsync($"p/{n:000}", "1", n % 2 == 0 ? null : "odd, \\ *")));

        var pages = await PagesAsync(client.GetConfigurationSettingsAsync(new SettingSelector { KeyFilter = "p/*" }).AsPages());

        Assert.Equal(expected, pages.Select(p => p.Values.Count));
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"p/{n:000}"), pages.SelectMany(p => p.Values).Select(s => s.Key));
    }

    [Fact]
    public async Task List_PagesWithTheirETags_AnswersOnlyWhatChanged()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await Task.WhenAll(Enumerable.Range(0, 150).Select(n => client.SetConfigurationSettingAsync($"p/{n:000}", "1")));
        var selector = new SettingSelector { KeyFilter = "p/*" };
        var before = await PagesAsync(client.GetConfigurationSettingsAsync(selector).AsPages());

        await client.SetConfigurationSettingAsync("p/120", "2");
        var known = before.Select(p => new MatchConditions { IfNoneMatch = p.GetRawResponse().Headers.ETag });
        var after = await PagesAsync(client.GetConfigurationSettingsAsync(selector).AsPages(known));

        Assert.Equal([304, 200], after.Select(p => p.GetRawResponse().Status));
        Assert.Contains(after[1].Values, s => s is { Key: "p/120", Value: "2" });
    }

    [Fact]
    public async Task Labels_OfAllSettings_AreListedOnceEach()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await client.SetConfigurationSettingAsync("one", "1");
        await client.SetConfigurationSettingAsync("one", "1", "prod");
        await client.SetConfigurationSettingAsync("two", "1", "prod");
        await client.SetConfigurationSettingAsync("two", "1", "dev");

        Assert.Equal([null, "dev", "prod"], await LabelsAsync("*"));
        Assert.Equal(["prod"], await LabelsAsync("p*"));

        async Task<List<string?>> LabelsAsync(string filter)
        {
            var names = new List<string?>();
            await foreach (var label in client.GetLabelsAsync(new SettingLabelSelector { NameFilter = filter }))
            {
                names.Add(label.Name);
            }

            return names;
        }
    }

    [Fact]
    public async Task Keys_MoreThanAPage_FollowTheLink()
    {
        await using var store = await LocalStore.StartAsync();
        var client = store.Client();
        await Task.WhenAll(Enumerable.Range(0, 130).Select(n => client.SetConfigurationSettingAsync($"k{n:000}", "1", "a")));
        await Task.WhenAll(Enumerable.Range(0, 130).Select(n => client.SetConfigurationSettingAsync($"k{n:000}", "1", "b")));
        using var http = store.Http();

        using var first = await http.GetAsync("/keys?name=k*&api-version=1.0");
        var link = first.Headers.GetValues("Link").Single();
        var second = await http.GetStringAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);

        Assert.Equal("application/vnd.microsoft.appconfig.keyset+json", first.Content.Headers.ContentType!.MediaType);
        Assert.Contains("k099", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("""{"items":[{"name":"k100"},""", second, StringComparison.Ordinal);
        Assert.EndsWith("""{"name":"k129"}]}""", second, StringComparison.Ordinal);
    }

    private static async Task<List<ConfigurationSetting>> AllAsync(ConfigurationClient client, SettingSelector selector)
    {
        var found = new List<ConfigurationSetting>();
        await foreach (var setting in client.GetConfigurationSettingsAsync(selector))
        {
            found.Add(setting);
        }

        return found;
    }

    private static async Task<List<Page<ConfigurationSetting>>> PagesAsync(IAsyncEnumerable<Page<ConfigurationSetting>> source)
    {
        var pages = new List<Page<ConfigurationSetting>>();
        await foreach (var page in source)
        {
            pages.Add(page);
        }

        return pages;
    }
}
