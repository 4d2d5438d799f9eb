using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Releases.Service.Access;

/// <summary>One issuer with its keys: they are fetched when first needed, kept, and fetched again when a token is signed with another.</summary>
internal sealed class TokenIssuer
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly ITokenReader _reader;
    private readonly TimeProvider _time;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _keys;
    private readonly TokenValidationParameters _wanted;

    internal TokenIssuer(ITokenReader reader, HttpClient http, TimeProvider time)
    {
        _reader = reader;
        _time = time;
        var documents = new HttpDocumentRetriever(http) { RequireHttps = !reader.Metadata.IsLoopback };
        _keys = new ConfigurationManager<OpenIdConnectConfiguration>(reader.Metadata.ToString(), new OpenIdConnectConfigurationRetriever(), documents);
        _wanted = new TokenValidationParameters
        {
            ConfigurationManager = _keys,
            ValidIssuers = reader.Issuers,
            ValidAudiences = reader.Audiences,

            // Public keys only: a token cannot be "signed" with what everybody knows, nor with nothing.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
        };
    }

    internal IReadOnlyList<string> Names => _reader.Issuers;

    internal async Task<Admission> AdmitAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        try
        {
            await _keys.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // Not the token's fault, and not forgeable into a yes: whoever asks may ask again.
            return new Admission.Undecided("The issuer's keys cannot be fetched just now.");
        }

        var result = await Handler.ValidateTokenAsync(token, _wanted);
        return result.IsValid ? _reader.Read(result.ClaimsIdentity) : new Admission.Unknown(Why(result.Exception));
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + ClocksDiffer && (notBefore is not { } start || start - ClocksDiffer <= now);
    }

    private static string Why(Exception? problem) => problem switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "The token is not valid at this time.",
        SecurityTokenInvalidAudienceException => "The token was made for another audience.",
        SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => "The token's signature is not its issuer's.",
        _ => "The token cannot be checked.",
    };
}
