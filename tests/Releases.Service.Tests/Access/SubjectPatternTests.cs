using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

public sealed class SubjectPatternTests
{
    [Theory]
    [InlineData("repo:octo/orders:environment:production", "repo:octo/orders:environment:production", true)]
    [InlineData("repo:octo/orders:environment:production", "repo:octo/orders:environment:production2", false)]
    [InlineData("repo:octo/orders:environment:production", "repo:Octo/orders:environment:production", false)]
    [InlineData("repo:octo/orders:*", "repo:octo/orders:ref:refs/heads/main", true)]
    [InlineData("repo:octo/orders:*", "repo:octo/orders:pull_request", true)]
    [InlineData("repo:octo/orders:*", "repo:octo/orders", false)]
    [InlineData("repo:octo/orders:*", "repo:octo/orders-evil:pull_request", false)]
    [InlineData("repo:octo/*:ref:refs/heads/main", "repo:octo/orders:ref:refs/heads/main", true)]
    [InlineData("repo:octo/*:ref:refs/heads/main", "repo:octo/orders:ref:refs/heads/main-evil", false)]
    [InlineData("repo:octo/*:ref:refs/heads/main", "repo:octo/orders:environment:x:ref:refs/heads/main", false)]
    [InlineData("repo:octo/orders:ref:refs/heads/release/*", "repo:octo/orders:ref:refs/heads/release/2026/11", true)]
    [InlineData("repo:octo/orders:ref:refs/tags/v*.*", "repo:octo/orders:ref:refs/tags/v1.2", true)]
    [InlineData("repo:octo/orders:ref:refs/tags/v*.*", "repo:octo/orders:ref:refs/tags/v12", false)]
    [InlineData("repo:octo/orders:ref:*a*b*c", "repo:octo/orders:ref:xxaxxbxxbxxc", true)]
    [InlineData("repo:octo/orders:ref:*a*b*c", "repo:octo/orders:ref:xxaxxbxxbxx", false)]
    public void Pattern_FitsWholeParts(string text, string subject, bool fits)
    {
        var (pattern, error) = SubjectPattern.Read(text);

        Assert.Null(error);
        Assert.Equal(fits, pattern!.Fits(subject));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("repo:*")]
    [InlineData("repo:octo/orders")]
    [InlineData("repo:*/orders:environment:production")]
    [InlineData("repo:oct*/orders:environment:production")]
    [InlineData("repo:orders:environment:production")]
    [InlineData("octo/orders:environment:production")]
    public void Pattern_WithoutAnOwnerOrWithoutAWhat_IsNone(string text)
    {
        var (pattern, error) = SubjectPattern.Read(text);

        Assert.Null(pattern);
        Assert.Contains("repo:OWNER/", error, StringComparison.Ordinal);
    }
}
