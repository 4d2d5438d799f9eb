using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Releases.Service.Http;

namespace Releases.Service.Access;

/// <summary>
/// Lets requests in, or says why not: the one check of both hosts. It takes a request and what its route needs, and nothing of a host's
/// pipeline, because a function of the Functions host has none of ours before it.
/// </summary>
public sealed class Gatekeeper : IDisposable
{
    /// <summary>The header for the key of a host on one machine.</summary>
    public const string KeyHeader = "X-Api-Key";

    /// <summary>The header in which a holder of that key says who they are.</summary>
    public const string UserHeader = "X-User";

    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;

    private static readonly JsonWebTokenHandler Tokens = new();

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly AccessKey? _key;
    private readonly Dictionary<string, TokenIssuer> _issuers;
    private readonly CallLimits _limits;
    private readonly ILogger<Gatekeeper> _log;

    /// <exception cref="ArgumentException">A setting is not what it must be; the text says which.</exception>
    public Gatekeeper(AccessSettings settings, CallLimits limits, TimeProvider time, ILogger<Gatekeeper> log)
    {
        (_limits, _log) = (limits, log);
        _key = string.IsNullOrEmpty(settings.Key) ? null : new AccessKey(settings.Key);
        ITokenReader?[] readers = [settings.Entra is { } entra ? new EntraTokens(entra) : null, settings.GitHub is { } gitHub ? new GitHubTokens(gitHub) : null];
        _issuers = readers.OfType<ITokenReader>()
            .Select(reader => new TokenIssuer(reader, _http, time))
            .SelectMany(issuer => issuer.Names.Select(name => (name, issuer)))
            .ToDictionary(pair => pair.name, pair => pair.issuer, StringComparer.Ordinal);
    }

    /// <summary>Nothing if the request may go on, and its handler finds its <see cref="Caller"/>; else the answer that it gets.</summary>
    public async Task<IResult?> RefuseAsync(HttpContext context, RouteAccess access)
    {
        var path = context.Request.Path.Value ?? "";
        var address = (context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();
        if (access.IsOpen)
        {
            return _limits.Take($"open {address}") ? null : Problems.TooMany(context);
        }

        switch (await AdmitAsync(context.Request))
        {
            case Admission.Known(var caller) when !_limits.Take($"caller {caller.Name}"):
                return Problems.TooMany(context);
            case Admission.Known(var caller) when !access.Admits(caller.Roles):
                _log.NotAllowed(caller.Name, path);
                return Problems.Forbidden(caller, access.Roles);
            case Admission.Known(var caller):
                context.Features.Set(caller);
                return null;
            case Admission.Unknown(var why):
                _log.NotKnown(path, why);
                return _limits.Take($"unknown {address}") ? Problems.Unauthorized(context, why) : Problems.TooMany(context);
            case Admission.Undecided(var why):
                _log.Undecided(why);
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not now", why, "issuer-unreachable");
            case var other:
                throw new InvalidOperationException($"Unknown admission '{other.GetType().Name}'.");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Admission> AdmitAsync(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var bearer = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
        if (_key is not null && (_key.Is(request.Headers[KeyHeader].ToString()) || _key.Is(bearer)))
        {
            var name = Caller.Clean(request.Headers[UserHeader].ToString());
            return new Admission.Known(new Caller(name.Length == 0 ? "local" : name, [Role.Administrator]));
        }

        return bearer switch
        {
            "" => new Admission.Unknown(_issuers.Count == 0 && _key is not null ? $"A key is needed, in the header {KeyHeader}." : "A token is needed: Authorization: Bearer ..."),
            { Length: > LongestToken } => new Admission.Unknown("The token is too long."),
            _ => await AdmitAsync(bearer, request.HttpContext.RequestAborted),
        };
    }

    private async Task<Admission> AdmitAsync(string bearer, CancellationToken cancellationToken)
    {
        JsonWebToken token;
        try
        {
            token = Tokens.ReadJsonWebToken(bearer);
        }
        catch (ArgumentException)
        {
            return new Admission.Unknown("What was sent is no token.");
        }

        // The issuer is only read here; that it is true, its signature must show.
        return _issuers.TryGetValue(token.Issuer, out var issuer)
            ? await issuer.AdmitAsync(token, cancellationToken)
            : new Admission.Unknown("The token's issuer is not known here.");
    }
}
