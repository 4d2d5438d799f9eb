using Releases.Judgement;

namespace Releases.Tests.Judgement.Kinds;

/// <summary>What is blind is unknown, not false: the tables of Kleene's logic, with Fail for false and Pass for true.</summary>
public sealed class CombiningTests
{
    private const Verdict P = Verdict.Pass;
    private const Verdict F = Verdict.Fail;
    private const Verdict I = Verdict.Insufficient;
    private const Verdict N = Verdict.NoData;
    private const Verdict E = Verdict.ProviderError;

    [Theory]
    [InlineData(P, P, P, P)]
    [InlineData(P, F, F, P)]
    [InlineData(F, F, F, F)]
    [InlineData(P, I, I, P)]
    [InlineData(F, I, F, I)]
    [InlineData(F, E, F, E)]
    [InlineData(I, N, N, N)]
    [InlineData(N, E, E, E)]
    [InlineData(E, P, E, P)]
    public void Two_Combined_AreWhatBothOrOneOfThemSay(Verdict one, Verdict other, Verdict all, Verdict any)
    {
        foreach (var parts in (IReadOnlyList<Finding>[])[[new(one, "one"), new(other, "other")], [new(other, "other"), new(one, "one")]])
        {
            Assert.Equal(all, Combining.All("it", parts).Verdict);
            Assert.Equal(any, Combining.Any("it", parts).Verdict);
        }
    }

    [Fact]
    public void Text_NamesWhatDecidesAndHowManyThereAre() =>
        Assert.Equal("b is bad (1 of 3)", Combining.All("it", [new(P, "a is good"), new(F, "b is bad"), new(N, "c is gone")]).Text);
}
