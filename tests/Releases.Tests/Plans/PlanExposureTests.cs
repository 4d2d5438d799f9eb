using Releases.Exposures;

namespace Releases.Tests.Plans;

/// <summary>What a plan says of exposures: every kind, flag by flag, and which of them may follow each other.</summary>
public sealed class PlanExposureTests
{
    private const string Canary = "{ percent: 5, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }";

    [Theory]
    [InlineData("shadow", "shadow")]
    [InlineData("{ variants: [{ name: new, to: 12.5 }] }", "new 12.5 %")]
    [InlineData("{ variants: [{ name: new, from: 50, to: 100 }, { name: old, to: 50 }], seed: llm-2027 }", "old 50 % + new 50-100 %")]
    public void Read_Exposure_OfEachKind(string expose, string text)
    {
        var exposure = PlanText.ReadValid(PlanText.With("expose: on", "expose: " + expose)).Plan.Stages[1].Expose;

        Assert.Equal(text, exposure.ToString());
        Assert.Equal(expose.Contains("seed", StringComparison.Ordinal) ? "llm-2027" : null, (exposure as Exposure.Variants)?.Seed);
    }

    [Fact]
    public void Read_Exposures_AreThoseOfTheNamedFlags()
    {
        var stage = PlanText.ReadValid(PlanText.With(Canary, Canary + "\n    exposures: { orders.cache: shadow }")).Plan.Stages[0];

        Assert.IsType<Exposure.Targeted>(stage.ExposureOf("orders.enrichment-v2"));
        Assert.IsType<Exposure.Shadow>(stage.ExposureOf("orders.cache"));
    }

    [Fact]
    public void Read_ExposureThatIsTheOthersAsWell_IsTheSamePlan() =>
        Assert.Equal(PlanText.ReadValid(PlanText.Valid).Hash, PlanText.ReadValid(PlanText.With(Canary, $"{Canary}\n    exposures: {{ orders.cache: {Canary} }}")).Hash);

    [Fact]
    public void Read_OrderAndTogether_AreThoseOfTheFlag()
    {
        var flags = PlanText.ReadValid(PlanText.With("key: orders.cache,", "key: orders.cache, order: 2, together: llm,")).Plan.Flags;

        Assert.Equal([(1, null), (2, "llm")], flags.Select(flag => (flag.Order, flag.Together)));
    }

    [Fact]
    public void Read_OrderThatIsTheDefault_IsTheSamePlan() =>
        Assert.Equal(PlanText.ReadValid(PlanText.Valid).Hash, PlanText.ReadValid(PlanText.With("key: orders.cache,", "key: orders.cache, order: 1,")).Hash);

    [Theory]
    [InlineData("expose: on", "expose: { variants: [{ name: new, to: 25 }, { name: old, from: 20, to: 100 }] }", 39, 49, "stages[1].expose.variants[1]", "old 20-100 % overlaps with new 25 % in line 39; a unit gets one variant")]
    [InlineData("expose: on", "expose: { variants: [{ name: new, from: 25, to: 25 }] }", 39, 26, "stages[1].expose.variants[0]", "goes from 25 to 25, which are no units")]
    [InlineData("expose: on", "expose: { variants: [{ name: new }] }", 39, 26, "stages[1].expose.variants[0].to", "is missing; e.g. to: 25")]
    [InlineData("expose: on", "expose: { variants: [] }", 39, 25, "stages[1].expose.variants", "is empty; e.g. variants: [{ name: new, to: 25 }]")]
    [InlineData("expose: on", "expose: { percent: 5, variants: [{ name: new, to: 25 }] }", 39, 15, "stages[1].expose.percent", "does not go with variants")]
    [InlineData("expose: on", "expose: { percent: 50, groups: { ring0: 100, ring1: 50 }, users: [tenant-1], seed: s }", 39, 88, "stages[1].expose.seed", "is what variants are dealt by, and there are none here")]
    [InlineData("expose: on", "expose: shadwo", 39, 13, "stages[1].expose", "did you mean 'shadow'?")]
    [InlineData("expose: on", "expose: on\n    exposures: { orders.enrichment-v2: 50 }", 40, 40, "stages[1].exposures.orders.enrichment-v2", "{ percent: 50 }")]
    [InlineData("expose: on", "expose: on\n    exposures: { orders.enrichment: off }", 40, 18, "stages[1].exposures.orders.enrichment", "there is no flag 'orders.enrichment'; did you mean 'orders.enrichment-v2'?")]
    [InlineData("expose: on", "expose: on\n    exposures: { orders.cache: off }", 40, 18, "stages[1].exposures.orders.cache", "this stage does not move 'orders.cache'; name it under flags as well")]
    [InlineData("expose: on", "expose: on\n    exposures: [orders.cache]", 40, 16, "stages[1].exposures", "expected a mapping from a flag's key to its exposure")]
    [InlineData("key: orders.cache,", "key: orders.cache, order: 0,", 14, 33, "flags[1].order", "a whole number from 1 to 10")]
    [InlineData("key: orders.cache,", "key: orders.cache, order: 11,", 14, 33, "flags[1].order", "a whole number from 1 to 10")]
    [InlineData("key: orders.cache,", "key: orders.cache, together: A B,", 14, 36, "flags[1].together", "lower-case letters")]
    public void Read_Mistake_IsToldWithItsPlace(string part, string instead, int line, int column, string path, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(PlanText.With(part, instead)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, path), (error.Line, error.Column, error.Path));
    }

    [Theory]
    [InlineData("on")]
    [InlineData("\"on\"")]
    [InlineData("off")]
    [InlineData("shadow")]
    [InlineData("{ percent: 100 }")]
    [InlineData("{ percent: 5, groups: { ring0: 100, ring1: 50, ring2: 1 }, users: [tenant-1, tenant-2] }")]
    [InlineData("{ percent: 5.5, groups: { ring1: 50, ring0: 100 }, users: [tenant-1] }")]
    [InlineData("{ percent: 4, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }")]
    [InlineData("{ percent: 4 }")]
    [InlineData("{ percent: 5, groups: { ring0: 0, ring1: 20 }, users: [tenant-1] }")]
    [InlineData("{ variants: [{ name: new, to: 1 }] }")]
    public void Read_StageThatGoesUpOrDown_IsValid(string expose) => PlanText.ReadValid(PlanText.With("expose: on", "expose: " + expose));

    [Theory]
    [InlineData("{ percent: 50, groups: { ring0: 99, ring1: 50 }, users: [tenant-1] }", "a stage goes up or down, not both")]
    [InlineData("{ percent: 50, groups: { ring0: 100 }, users: [tenant-1] }", "not both; name ring1 here as well")]
    [InlineData("{ percent: 50, groups: { ring0: 100, ring1: 50 } }", "not both; name tenant-1 here as well")]
    [InlineData("{ percent: 4, groups: { ring0: 100, ring1: 60 }, users: [tenant-1] }", "a stage goes up or down, not both")]
    [InlineData("{ percent: 5, groups: { ring0: 100 }, users: [tenant-1] }", "leaves out ring1 of the 5 % + ring0 100 % + ring1 50 % + 1 named of 'canary' before it in production, and its percentage does not fall; name ring1 here as well")]
    public void Read_StageThatForgets_IsAnError(string expose, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(PlanText.With("expose: on", "expose: " + expose)));

        Assert.Equal((39, 13, "stages[1].expose"), (error.Line, error.Column, error.Path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StageThatForgets_OfAnotherFlagOrEnvironment_IsValid()
    {
        PlanText.ReadValid(PlanText.With(Canary, Canary + "\n    flags: [orders.cache]").Replace("expose: on", "expose: { percent: 6 }", StringComparison.Ordinal));
        PlanText.ReadValid(PlanText.With("environment: production\n    expose: on", "environment: dev\n    expose: { percent: 6 }"));
    }

    [Theory]
    [InlineData("[{ name: new, to: 25 }]", "[{ name: new, to: 50 }]")]
    [InlineData("[{ name: new, to: 25 }, { name: old, from: 25, to: 100 }]", "[{ name: new, to: 50 }, { name: old, from: 50, to: 100 }]")]
    [InlineData("[{ name: new, to: 50 }]", "[{ name: new, to: 25 }]")]
    [InlineData("[{ name: a, to: 10 }, { name: b, from: 50, to: 60 }]", "[{ name: a, to: 20 }, { name: b, from: 50, to: 70 }]")]
    public void Read_VariantsThatGrowOrShrink_AreValid(string first, string second) => PlanText.ReadValid(Dealt($"{{ variants: {first} }}", $"{{ variants: {second} }}"));

    [Theory]
    [InlineData("[{ name: a, to: 10 }, { name: b, from: 10, to: 20 }]", "[{ name: a, to: 20 }, { name: b, from: 20, to: 40 }]", "takes b from units that have it since 'canary' before it in production, and gives it to others")]
    [InlineData("[{ name: a, to: 10 }]", "[{ name: a, from: 5, to: 20 }]", "takes a from units that have it")]
    public void Read_VariantsThatAreReshuffled_AreAnError(string first, string second, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(Dealt($"{{ variants: {first} }}", $"{{ variants: {second} }}")));

        Assert.Equal("stages[1].expose", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ variants: [{ name: a, to: 10 }] }", "{ variants: [{ name: a, to: 20 }], seed: s }", "deals variants by the seed 's', and 'canary' before it in production by the flag's own seed: everybody would be dealt anew")]
    [InlineData("{ variants: [{ name: a, to: 10 }], seed: r }", "{ variants: [{ name: a, to: 20 }], seed: s }", "by the seed 'r'")]
    public void Read_AnotherSeed_IsAnError(string first, string second, string message) =>
        Assert.Contains(message, Assert.Single(PlanText.ReadErrors(Dealt(first, second))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_MistakeOfOneFlagsExposure_IsToldThere()
    {
        var error = Assert.Single(PlanText.ReadErrors(Dealt("off\n    exposures: { orders.enrichment-v2: { percent: 5, users: [u] } }", "on\n    exposures: { orders.enrichment-v2: { percent: 6 } }")));

        Assert.Equal("stages[1].exposures.orders.enrichment-v2", error.Path);
    }

    private static string Dealt(string first, string second) => PlanText.With(Canary, first).Replace("expose: on", "expose: " + second, StringComparison.Ordinal);
}
