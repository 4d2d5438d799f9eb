using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Request_WithoutCredentials_IsChallenged()
    {
        await using var store = await LocalStore.StartAsync();
        using var http = new HttpClient { BaseAddress = store.Endpoint.Url };

        using var response = await http.GetAsync("/kv?api-version=1.0");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(["HMAC-SHA256", "Bearer"], response.Headers.WwwAuthenticate.Select(h => h.Scheme));
    }

    [Fact]
    public async Task Request_WithWrongSecret_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var secret = Convert.ToBase64String(new byte[32]);
        var text = store.Endpoint.ConnectionString;
        var client = new ConfigurationClient(text[..text.IndexOf("Secret=", StringComparison.Ordinal)] + "Secret=" + secret);

        await RefusedAsync(client, "Invalid Signature");
    }

    [Fact]
    public async Task Request_WithUnknownKeyId_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();

        await RefusedAsync(new ConfigurationClient(store.Endpoint.ConnectionString.Replace("Id=", "Id=un", StringComparison.Ordinal)), "Invalid Credential");
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task Request_SignedMoreThanFifteenMinutesOff_IsRefused(int minutes)
    {
        await using var store = await LocalStore.StartAsync(new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(minutes)));

        await RefusedAsync(store.Client(), "The access token has expired");
    }

    [Fact]
    public async Task Request_SignedFourteenMinutesOff_IsLetIn()
    {
        await using var store = await LocalStore.StartAsync(new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(14)));

        Assert.Equal("1", (await store.Client().SetConfigurationSettingAsync("size", "1")).Value.Value);
    }

    [Fact]
    public async Task Request_WhoseBodyWasChangedOnTheWay_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        using var tampering = new Tampering(request => request.Content = new ByteArrayContent("""{"value":"forged"}"""u8.ToArray()));

        await RefusedAsync(store.Client(handler: tampering), "Invalid request content hash");
    }

    [Fact]
    public async Task Request_WhoseTargetWasChangedOnTheWay_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        using var tampering = new Tampering(
            request => request.RequestUri = new Uri(request.RequestUri!.AbsoluteUri.Replace("/kv/size", "/kv/other", StringComparison.Ordinal)));

        await RefusedAsync(store.Client(handler: tampering), "Invalid Signature");
    }

    [Fact]
    public async Task Bearer_WhenTheOptionIsOff_IsRefused()
    {
        await using var store = await LocalStore.StartAsync();
        var options = store.Options with { DataFile = store.DataFile + ".other", AcceptAnyBearer = false };
        await using var strict = await AppConfigurationEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = strict.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "anything");

        using var response = await http.GetAsync("/kv?api-version=1.0");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task TokenCredential_OverHttps_IsLetIn()
    {
        await using var store = await LocalStore.StartAsync();
        using var certificate = SelfSigned();
        var options = store.Options with { DataFile = store.DataFile + ".tls", Certificate = certificate };
        await using var endpoint = await AppConfigurationEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None);
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = TrustOnly(certificate) } };
        var client = new ConfigurationClient(endpoint.Url, new AnyToken(), new ConfigurationClientOptions { Transport = new HttpClientTransport(handler) });

        await client.SetConfigurationSettingAsync("size", "1");

        Assert.Equal("https", endpoint.Url.Scheme);
        Assert.Equal("1", (await client.GetConfigurationSettingAsync("size")).Value.Value);
    }

    private static async Task RefusedAsync(ConfigurationClient client, string why)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => client.SetConfigurationSettingAsync("size", "1"));
        Assert.Equal(401, refused.Status);
        Assert.True(refused.GetRawResponse()!.Headers.TryGetValue("WWW-Authenticate", out var challenge));
        Assert.Equal($"HMAC-SHA256 error=\"invalid_token\" error_description=\"{why}\", Bearer", challenge);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509ChainPolicy TrustOnly(X509Certificate2 certificate) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private sealed class Tampering(Action<HttpRequestMessage> change) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            change(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("anything", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
