using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class SchemaTests(KindTrial trial) : IClassFixture<KindTrial>
{
    [Theory]
    [InlineData("columns: { OrderId: string, Amount: real }", Verdict.Pass, "it of Amount (real) 0 on 1 sample passes (fails when value > 0); it of OrderId (string) 0 on 1 sample passes (fails when value > 0)")]
    [InlineData("columns: { OrderId: long, Amount: real }", Verdict.Fail, "it of OrderId (long wanted, string found) 1 on 1 sample fails: value > 0 (1 of 2)")]
    [InlineData("columns: { Customer: string, Amount: real }", Verdict.Fail, "it of Customer (string wanted, missing) 1 on 1 sample fails: value > 0 (1 of 2)")]
    [InlineData("columns: { OrderId: string, Exposed: bool }, closed: true", Verdict.Fail, "it of Amount (not declared) 1 on 1 sample fails: value > 0 (1 of 3)")]
    public async Task Columns_AgainstTheirContract_AreNamed(string contract, Verdict verdict, string text)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(1, true, ("OrderId", "o1"), ("Amount", 1.5))]);

        var finding = await trial.FindAsync(workspace, $"{{ schema: {{ from: Orders, {contract} }}, window: 30m }}");

        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(text.Split("; ").Order(), finding.Text.Split("; ").Order());
    }
}
