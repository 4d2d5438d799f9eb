using System.Text.Json;
using NSubstitute;
using Releases.Budgets;
using Releases.Lifecycle;
using Releases.Service.Performing;
using Releases.Service.Tests.Access;

namespace Releases.Service.Tests.Http;

public sealed class PlanBudgetTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    /// <summary>A look at the flags every second, for ten hours.</summary>
    private static readonly string LongPlan = ServiceWorld.Plan.Replace("bake: 1m", "bake: 10h", StringComparison.Ordinal);

    [Fact]
    public async Task Budget_OfAPlan_CountsEveryService()
    {
        var budget = await AskAsync<Budget>("BudgetPlan", ServiceWorld.Plan);

        Assert.True(budget.Fits);
        Assert.Equal(["app-configuration", "log-analytics", "storage"], budget.Uses.Select(use => use.Service));
        Assert.Equal([4L, 2L], budget.Uses.Take(2).Select(use => use.Whole));
    }

    [Fact]
    public async Task Budget_OfAPlanThatAsksForTooMuch_IsShown_AndNoReleaseStarts()
    {
        Look(every: TimeSpan.FromSeconds(1), StoreTier.Free);

        var budget = await AskAsync<Budget>("BudgetPlan", LongPlan);
        var check = await AskAsync<JsonElement>("CheckPlan", LongPlan);

        Assert.False(budget.Fits);
        Assert.False(check.GetProperty("valid").GetBoolean());
        Assert.Contains("1,000 in 24 h are taken", check.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Check_OfAPlanThatTakesMuchOfALimit_Warns()
    {
        Look(every: TimeSpan.FromSeconds(100), StoreTier.Free);

        var check = await AskAsync<JsonElement>("CheckPlan", LongPlan);

        Assert.True(check.GetProperty("valid").GetBoolean());
        Assert.Contains("% of a limit that others share", check.GetProperty("warnings")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Budget_OfAPlanWithMistakes_NamesThem()
    {
        using var api = new GuardedApi(issuer.Settings());

        var answer = await api.AskAsync(api.Route("BudgetPlan"), issuer.ForPerson("ada@octo.example", ["Reader"]), "kind: nothing");

        Assert.Equal(422, answer.Status);
    }

    private (TimeSpan Every, StoreTier Tier)? _look;

    private void Look(TimeSpan every, StoreTier tier) => _look = (every, tier);

    private async Task<T> AskAsync<T>(string route, string plan)
    {
        using var api = new GuardedApi(issuer.Settings());
        if (_look is { } look)
        {
            api.World.Environments.All.Returns([.. api.World.Environments.All.Select(environment => environment with { DriftCheck = look.Every })]);
            api.World.Environments.LocationOf(Arg.Any<string>()).Returns(new FlagLocation("https://store.example", null, look.Tier));
        }

        var answer = await api.AskAsync(api.Route(route), issuer.ForPerson("ada@octo.example", ["Reader"]), plan);
        Assert.Equal(200, answer.Status);
        return JsonSerializer.Deserialize<T>(answer.Text, StateDocument.Json)!;
    }
}
