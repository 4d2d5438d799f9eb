using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Releases.Service.Tests.Access;

/// <summary>Entra ID and GitHub's issuer on this machine: real metadata and keys over HTTP, and tokens with whatever is asked for in them.</summary>
public sealed class TokenIssuingServer : IDisposable
{
    internal const string TenantId = "11111111-1111-1111-1111-111111111111";
    internal const string ClientId = "22222222-2222-2222-2222-222222222222";
    internal const string Audience = "https://releases.example";

    private readonly HttpListener _listener = new();
    private readonly RSA _rsa = RSA.Create(2048);

    public TokenIssuingServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        probe.Stop();
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ServeAsync();
    }

    internal Uri Address { get; }

    internal string GitHub => new Uri(Address, "github").ToString();

    internal string Entra => new Uri(Address, $"{TenantId}/v2.0").ToString();

    internal bool IsDown { get; set; }

    /// <summary>The token that a job of a workflow gets when it asks for one, by its audience.</summary>
    internal Func<string, string>? Job { get; set; }

    /// <summary>Where a job asks, as GitHub tells it.</summary>
    internal string JobAddress => new Uri(Address, "job?api-version=2.0").ToString();

    internal SigningCredentials Signature => new(new RsaSecurityKey(_rsa) { KeyId = "the-key" }, SecurityAlgorithms.RsaSha256);

    /// <summary>The public key, as everybody may have it.</summary>
    internal byte[] PublicKey => _rsa.ExportSubjectPublicKeyInfo();

    /// <summary>A token for a job of a workflow.</summary>
    internal string ForWorkflow(string subject, string actor = "ada", Action<SecurityTokenDescriptor>? change = null) =>
        Token(GitHub, Audience, new() { ["sub"] = subject, ["actor"] = actor, ["repository"] = "octo/orders" }, change);

    /// <summary>A person's access token.</summary>
    internal string ForPerson(string name, IReadOnlyList<string> roles, Action<SecurityTokenDescriptor>? change = null) =>
        Token(Entra, ClientId, new() { ["oid"] = $"oid-of-{name}", ["sub"] = "pairwise", ["upn"] = name, ["scp"] = "user_impersonation", ["roles"] = roles }, change);

    /// <summary>An application's own access token.</summary>
    internal string ForApplication(string application, IReadOnlyList<string> roles) =>
        Token(Entra, $"api://{ClientId}", new() { ["oid"] = "oid-1", ["sub"] = "oid-1", ["azp"] = application, ["roles"] = roles }, null);

    public void Dispose()
    {
        ((IDisposable)_listener).Dispose();
        _rsa.Dispose();
    }

    internal string Token(string issuer, string audience, Dictionary<string, object> claims, Action<SecurityTokenDescriptor>? change)
    {
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now.AddSeconds(-5),
            Expires = now.AddMinutes(10),
            SigningCredentials = Signature,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The server has been stopped, or who asked did not wait for the answer.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        context.Response.StatusCode = IsDown ? 503 : 200;
        context.Response.ContentType = "application/json";
        var body = path switch
        {
            "/keys" => Keys(),
            "/job" => JsonSerializer.Serialize(new { value = Job!(context.Request.QueryString["audience"]!) }),
            _ => Metadata(path),
        };
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(IsDown ? "" : body));
        context.Response.Close();
    }

    private string Metadata(string path) => JsonSerializer.Serialize(new
    {
        issuer = new Uri(Address, path.Replace("/.well-known/openid-configuration", "", StringComparison.Ordinal)).ToString(),
        jwks_uri = new Uri(Address, "keys").ToString(),
    });

    private string Keys()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "the-key", n = Base64UrlEncoder.Encode(key.Modulus!), e = Base64UrlEncoder.Encode(key.Exponent!) } },
        });
    }
}
