using Releases.Azure.Identity;

namespace Releases.Azure.Tests.Identity;

public sealed class LoopbackTransportTests
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("https://127.0.0.1:5")]
    [InlineData("https://localhost")]
    [InlineData("https://[::1]:7")]
    public void Trusting_EndpointOnThisMachine_IsMade(string endpoint) => Assert.NotNull(LoopbackTransport.Trusting(new Uri(endpoint), Hash));

    [Theory]
    [InlineData("https://api.loganalytics.io")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://127.0.0.1.example.com")]
    public void Trusting_EndpointElsewhere_IsRefused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => LoopbackTransport.Trusting(new Uri(endpoint), Hash));

    [Theory]
    [InlineData("")]
    [InlineData("aa")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void Trusting_NoHash_IsRefused(string hash) =>
        Assert.Throws<ArgumentException>(() => LoopbackTransport.Trusting(new Uri("https://localhost"), hash));
}
