using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class QualityTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Criterion = """
        { quality: { from: Orders, nulls: { CustomerId: 2% }, duplicates: { key: [OrderId], atMost: 1% }, orphans: [{ column: CustomerId, in: Customers, key: Id, atMost: 0 }] }, window: 30m }
        """;

    [Fact]
    public async Task Clean_Passes()
    {
        var finding = await FindAsync(row => Row(1, true, ("OrderId", $"o{row}"), ("CustomerId", $"c{row % 10}")));

        Assert.Equal(Verdict.Pass, finding.Verdict);
        Assert.Equal("it: nulls of CustomerId 0 % on 100 samples passes (fails when value > 2 %); it: duplicates 0 % on 100 samples passes (fails when value > 1 %); "
            + "it: orphans of CustomerId 0 % on 100 samples passes (fails when value > 0 %)", finding.Text);
    }

    [Fact]
    public async Task Nulls_TooMany_Fail()
    {
        var finding = await FindAsync(row => Row(1, true, ("OrderId", $"o{row}"), ("CustomerId", row < 3 ? "" : $"c{row % 10}")));

        Assert.Equal((Verdict.Fail, "it: nulls of CustomerId 3 % on 100 samples fails: value > 2 % (1 of 3)"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Duplicates_TooMany_Fail()
    {
        var finding = await FindAsync(row => Row(1, true, ("OrderId", $"o{row % 95}"), ("CustomerId", $"c{row % 10}")));

        Assert.Equal((Verdict.Fail, "it: duplicates 5 % on 100 samples fails: value > 1 % (1 of 3)"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Orphans_OfRowsThatReferToSomething_Fail()
    {
        var finding = await FindAsync(row => Row(1, true, ("OrderId", $"o{row}"), ("CustomerId", row < 2 ? "" : row < 4 ? "nobody" : $"c{row % 10}")));

        Assert.Equal((Verdict.Fail, "it: orphans of CustomerId 2.041 % on 98 samples fails: value > 0 % (1 of 3)"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Control_IsNotJudged()
    {
        var finding = await FindAsync(row => Row(1, row % 2 == 0, ("OrderId", row % 2 == 0 ? $"o{row}" : ""), ("CustomerId", row % 2 == 0 ? $"c{row % 10}" : "")));

        Assert.Equal(Verdict.Pass, finding.Verdict);
    }

    private async Task<Finding> FindAsync(Func<int, System.Text.Json.Nodes.JsonObject> row)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Customers", Enumerable.Range(0, 10).Select(customer => Row(-300, false, ("Id", $"c{customer}"))));
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 100).Select(row));
        return await trial.FindAsync(workspace, Criterion);
    }
}
