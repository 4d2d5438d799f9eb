using Microsoft.FeatureManagement;
using ReleaseFunctions.Local.Pipelines.Flags;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class StoreFlagTests : IAsyncLifetime
{
    private FlagStore _store = null!;
    private StoreFlag _flag = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await FlagStore.StartAsync();
        _flag = new StoreFlag(_store.Client, "enrich", "prod", TimeSpan.FromSeconds(5), TimeProvider.System);
    }

    [Fact]
    public async Task Flag_ReadAgainUnchanged_SaysSo()
    {
        await _store.SetPercentAsync(5);

        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
        Assert.Equal(FlagRead.Unchanged, await _flag.RefreshAsync(default));

        await _store.SetPercentAsync(6);
        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
        Assert.Equal(3, _store.Reads);
    }

    [Fact]
    public async Task Flag_ThatIsDeleted_IsNoFlagUntilItIsThereAgain()
    {
        await _store.SetPercentAsync(5);
        await _flag.RefreshAsync(default);
        await _store.DeleteAsync();

        Assert.Equal(FlagRead.Missing, await _flag.RefreshAsync(default));
        Assert.Null(await _flag.GetFeatureDefinitionAsync("enrich"));

        await _store.SetPercentAsync(5);
        Assert.Equal(FlagRead.Changed, await _flag.RefreshAsync(default));
        Assert.NotNull(await _flag.GetFeatureDefinitionAsync("enrich"));
    }

    [Fact]
    public async Task Flag_WhoseStoreIsOut_StaysAsItWas()
    {
        await _store.SetPercentAsync(5);
        await _flag.RefreshAsync(default);
        var before = await _flag.GetFeatureDefinitionAsync("enrich");
        await _store.SetPercentAsync(50);
        _store.Outage(true);

        Assert.Equal(FlagRead.Unreachable, await _flag.RefreshAsync(default));
        Assert.Same(before, await _flag.GetFeatureDefinitionAsync("enrich"));

        _store.Outage(false);
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
        await _store.SetPercentAsync(5);
        await _flag.RefreshAsync(default);
        var before = await _flag.GetFeatureDefinitionAsync("enrich");
        await _store.SetAsync(document);

        Assert.Equal(FlagRead.Unreadable, await _flag.RefreshAsync(default));

        Assert.Same(before, await _flag.GetFeatureDefinitionAsync("enrich"));
        Assert.Equal(FlagRead.Unchanged, await _flag.RefreshAsync(default));
    }

    [Fact]
    public async Task Flags_OfTheStore_AreListed()
    {
        await _store.SetPercentAsync(5);
        await _flag.RefreshAsync(default);

        var names = new List<string>();
        await foreach (FeatureDefinition definition in _flag.GetAllFeatureDefinitionsAsync())
        {
            names.Add(definition.Name);
        }

        Assert.Equal(["enrich"], names);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
