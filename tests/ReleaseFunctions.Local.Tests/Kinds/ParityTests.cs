using System.Text.Json.Nodes;
using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class ParityTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Tables = "{ parity: { old: Orders, new: OrdersShadow, key: OrderId, columns: [Status, Amount], sum: Amount, rows: 1%, sums: 1%, mismatches: 1% }, window: 30m }";

    [Fact]
    public async Task Shadow_ThatAgrees_Passes() => Assert.Equal(Verdict.Pass, (await FindAsync(Order)).Verdict);

    [Theory]
    [InlineData("lost", "it: rows 2 % on 100 samples fails: value > 1 %; it: sums 2 % on 100 samples fails: value > 1 %; it: mismatches 2 % on 100 samples fails: value > 1 % (3 of 3)")]
    [InlineData("changed", "it: mismatches 2 % on 100 samples fails: value > 1 % (1 of 3)")]
    [InlineData("doubled", "it: rows 2 % on 100 samples fails: value > 1 %; it: sums 2 % on 100 samples fails: value > 1 %; it: mismatches 2 % on 100 samples fails: value > 1 % (3 of 3)")]
    public async Task Shadow_ThatDiffers_Fails(string how, string text)
    {
        var finding = await FindAsync(
            number => how == "changed" && number < 2 ? Row(1, true, ("OrderId", $"o{number}"), ("Status", "gone"), ("Amount", 2.0)) : Order(number),
            how switch { "lost" => Enumerable.Range(0, 98), "doubled" => [.. Enumerable.Range(0, 100), 0, 1], _ => Enumerable.Range(0, 100) });

        Assert.Equal((Verdict.Fail, text), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Pipeline_OfTheContract_ComparesForItself()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppEvents", Enumerable.Range(0, 3).Select(run => new JsonObject
        {
            ["TimeGenerated"] = Start.AddMinutes(run).UtcDateTime.ToString("o"),
            ["Name"] = "pipeline.shadow",
            ["Properties"] = new JsonObject
            {
                ["pipeline.name"] = "orders",
                ["shadow.old.rows"] = "100",
                ["shadow.new.rows"] = run == 0 ? "97" : "100",
                ["shadow.old.sum"] = "1000.5",
                ["shadow.new.sum"] = "1000.5",
                ["shadow.keys"] = "100",
                ["shadow.mismatches"] = run == 0 ? "3" : "0",
            },
        }));

        var finding = await trial.FindAsync(workspace, "{ parity: { pipeline: orders, rows: 2%, sums: 0, mismatches: 0.5% }, window: 30m }");

        Assert.Equal((Verdict.Fail, "it: mismatches 1 % on 300 samples fails: value > 0.5 % (1 of 3)"), (finding.Verdict, finding.Text));
    }

    private static JsonObject Order(int number) => Row(1, true, ("OrderId", $"o{number}"), ("Status", "paid"), ("Amount", 2.0));

    private async Task<Finding> FindAsync(Func<int, JsonObject> shadow, IEnumerable<int>? numbers = null)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 100).Select(Order));
        await trial.AppendAsync(workspace, "OrdersShadow", (numbers ?? Enumerable.Range(0, 100)).Select(shadow));
        return await trial.FindAsync(workspace, Tables);
    }
}
