using Releases.Leases;

namespace Releases.Tests.Leases;

public sealed class LeaseClaimTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://a.azconfig.io/", null, "x", "https://A.azconfig.io", "", "x", true)]
    [InlineData("https://a.azconfig.io", null, "x", "https://b.azconfig.io", null, "x", false)]
    [InlineData("https://a.azconfig.io", "production", "x", "https://a.azconfig.io", "staging", "x", false)]
    [InlineData("https://a.azconfig.io", null, "x", "https://a.azconfig.io", null, "X", false)]
    public void Name_OfAFlag_IsItsStoreLabelAndKey(string endpoint, string? label, string key, string otherEndpoint, string? otherLabel, string otherKey, bool same) =>
        Assert.Equal(same, LeaseName.OfFlag(endpoint, label, key, "production").Id == LeaseName.OfFlag(otherEndpoint, otherLabel, otherKey, "live").Id);

    [Fact]
    public void Name_OfAPipeline_IsNeverThatOfAFlag() =>
        Assert.NotEqual(LeaseName.OfFlag("production", null, "x", "production").Id, LeaseName.OfPipeline("x", "production").Id);

    [Fact]
    public void Conflict_NamesWhatBothWant()
    {
        var claim = new LeaseClaim("r1", Start, [Flag("a"), Flag("b"), Flag("c")], Holds: true);

        Assert.Equal("r1 holds flag b of production; flag c of production, since 2026-03-01 10:00:00 UTC", claim.ConflictWith([Flag("b"), Flag("d"), Flag("c")])?.ToString());
        Assert.Null(claim.ConflictWith([Flag("d")]));
    }

    [Fact]
    public void Queue_IsInOrderOfTheStart_AndOfTheIdWhereThatIsTheSame()
    {
        var claim = new LeaseClaim("r2", Start, [], Holds: false);

        Assert.True(claim.IsBefore("r1", Start.AddSeconds(1)));
        Assert.True(claim.IsBefore("r3", Start));
        Assert.False(claim.IsBefore("r1", Start));
        Assert.False(claim.IsBefore("r2", Start.AddSeconds(1)));
    }

    private static LeaseName Flag(string key) => LeaseName.OfFlag("https://a.azconfig.io", null, key, "production");
}
