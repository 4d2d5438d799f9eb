using System.Net;
using Microsoft.FeatureManagement;
using ReleaseFunctions.Local.Pipelines.Flags;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class StoreFlagTests : IDisposable
{
    private readonly FlagStore _store = new();
    private readonly StoreFlag _flag;

    public StoreFlagTests() => _flag = new StoreFlag(_store.Client, "enrich", "prod", TimeSpan.FromSeconds(5), TimeProvider.System);

    [Fact]
    public async Task Flag_ReadAgainUnchanged_IsAskedForByItsETag()
    {
        _store.SetPercent(5);

        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
        Assert.Equal(FlagRead.Unchanged, await _flag.RefreshAsync(default));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotModified], _store.Answers.Select(answer => answer.Status));
        Assert.All(_store.Answers, answer => Assert.StartsWith("/kv/.appconfig.featureflag%2Fenrich?", answer.Path, StringComparison.Ordinal));
        Assert.All(_store.Answers, answer => Assert.Contains("label=prod", answer.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flag_ThatIsDeleted_IsNoFlagUntilItIsThereAgain()
    {
        _store.SetPercent(5);
        await _flag.RefreshAsync(default);
        _store.Set(null);

        Assert.Equal(FlagRead.Missing, await _flag.RefreshAsync(default));
        Assert.Null(await _flag.GetFeatureDefinitionAsync("enrich"));

        _store.SetPercent(5);
        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
        Assert.NotNull(await _flag.GetFeatureDefinitionAsync("enrich"));
    }

    [Fact]
    public async Task Flag_WhoseStoreIsOut_StaysAsItWas()
    {
        _store.SetPercent(5);
        await _flag.RefreshAsync(default);
        var before = await _flag.GetFeatureDefinitionAsync("enrich");
        _store.SetPercent(50);
        _store.Outage = true;

        Assert.Equal(FlagRead.Unreachable, await _flag.RefreshAsync(default));
        Assert.Same(before, await _flag.GetFeatureDefinitionAsync("enrich"));

        _store.Outage = false;
        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"id":"another","enabled":true}""")]
    [InlineData("""{"id":"enrich","enabled":"perhaps"}""")]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"requirement_type":"Most"}}""")]
    public async Task Flag_WhoseDocumentCannotBeRead_StaysAsItWas(string document)
    {
        _store.SetPercent(5);
        await _flag.RefreshAsync(default);
        var before = await _flag.GetFeatureDefinitionAsync("enrich");
        _store.Set(document);

        Assert.Equal(FlagRead.Unreadable, await _flag.RefreshAsync(default));

        Assert.Same(before, await _flag.GetFeatureDefinitionAsync("enrich"));
        Assert.Equal(FlagRead.Unchanged, await _flag.RefreshAsync(default));
    }

    [Fact]
    public async Task Flags_OfTheStore_AreListed()
    {
        _store.SetPercent(5);
        await _flag.RefreshAsync(default);

        var names = new List<string>();
        await foreach (FeatureDefinition definition in _flag.GetAllFeatureDefinitionsAsync())
        {
            names.Add(definition.Name);
        }

        Assert.Equal(["enrich"], names);
    }

    public void Dispose() => _store.Dispose();
}
