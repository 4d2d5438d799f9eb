namespace Releases.Tests.Plans;

/// <summary>Flags that must be on for the same units, and flags of which that is to be asked.</summary>
public sealed class PlanTogetherTests
{
    [Theory]
    [InlineData("{ percent: 50 }", "at 50 % and 50 % both are on for 25 % of the units")]
    [InlineData("{ percent: 5 }", "at 5 % and 5 % both are on for 0.25 % of the units")]
    [InlineData("{ groups: { ring0: 60 } }", "lets in other units for each of them")]
    [InlineData("{ variants: [{ name: new, to: 50 }] }", "each deals by a seed of its own")]
    [InlineData("on\n    exposures: { b: off }", "one is at on, the other at off")]
    [InlineData("{ variants: [{ name: new, to: 50 }], seed: s }\n    exposures: { b: { variants: [{ name: new, to: 40 }], seed: s } }", "one is at new 50 %, the other at new 40 %")]
    public void Read_TogetherAndApart_IsAnErrorWithTheOverlap(string expose, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(Plan(expose, ", together: pair")));

        Assert.Equal((10, "stages[0].expose"), (error.Line, error.Path));
        Assert.StartsWith("'a' and 'b' are to be on together ('pair'), and ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("deal both by one seed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    [InlineData("shadow")]
    [InlineData("{ percent: 100 }")]
    [InlineData("{ percent: 0, groups: { ring0: 100 }, users: [u] }")]
    [InlineData("{ variants: [{ name: new, to: 50 }], seed: s }")]
    [InlineData("{ percent: 50 }\n    flags: [a]")]
    public void Read_TogetherInStep_IsValidWithoutAWord(string expose) => Assert.Empty(PlanText.ReadValid(Plan(expose, ", together: pair")).Warnings);

    [Fact]
    public void Read_TwoFlagsAtAPercentage_IsAWarningWithTheOverlap()
    {
        var warning = Assert.Single(PlanText.ReadValid(Plan("{ percent: 50 }", "")).Warnings);

        Assert.Equal((10, 13, "stages[0].expose"), (warning.Line, warning.Column, warning.Path));
        Assert.Equal(
            "'a' and 'b' are drawn each by itself: at 50 % and 50 % both are on for 25 % of the units; "
            + "if they must be on together, give both one 'together' and deal both by one seed (variants, seed), or expose a group at 100",
            warning.Message);
    }

    [Theory]
    [InlineData("on")]
    [InlineData("{ percent: 50 }\n    exposures: { b: on }")]
    [InlineData("{ variants: [{ name: new, to: 50 }] }")]
    public void Read_FlagsThatAreNotBothAtAPercentage_AreNoWarning(string expose) => Assert.Empty(PlanText.ReadValid(Plan(expose, "")).Warnings);

    private static string Plan(string expose, string together) => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: a, owner: b }
        flags:
          - { key: a, category: operational, owner: b{{together}} }
          - { key: b, category: operational, owner: b{{together}} }
        stages:
          - name: first
            environment: production
            expose: {{expose}}
        """;
}
