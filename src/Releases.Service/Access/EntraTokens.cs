using System.Security.Claims;

namespace Releases.Service.Access;

/// <summary>Access tokens of Entra ID: of people (delegated) and of applications.</summary>
internal sealed class EntraTokens(EntraSettings settings) : ITokenReader
{
    // v2 and v1: which one is made depends on the app registration.
    public IReadOnlyList<string> Issuers { get; } =
    [
        new Uri(settings.Authority, $"{settings.TenantId}/v2.0").ToString(),
        $"https://sts.windows.net/{settings.TenantId}/",
    ];

    public IReadOnlyList<string> Audiences { get; } = [settings.ClientId, $"api://{settings.ClientId}"];

    public Uri Metadata { get; } = new(settings.Authority, $"{settings.TenantId}/v2.0/.well-known/openid-configuration");

    public Admission Read(ClaimsIdentity token)
    {
        if (Value(token, "oid") is not { } objectId)
        {
            return new Admission.Unknown("The token names no object of the directory (oid).");
        }

        if (NameOf(token, objectId) is not { } name)
        {
            return new Admission.Unknown("The token is no access token of a person (scp, upn) or of an application (azp).");
        }

        var administrator = settings.Administrators.Contains(objectId, StringComparer.OrdinalIgnoreCase);
        var roles = token.FindAll("roles").Select(claim => claim.Value).Where(value => Enum.GetNames<Role>().Contains(value, StringComparer.Ordinal)).Select(Enum.Parse<Role>);
        return new Admission.Known(new Caller(name, [.. (administrator ? roles.Append(Role.Administrator) : roles).Distinct()]));
    }

    /// <summary>
    /// A person's access token has scopes; an application's has itself as subject. An ID token has neither, though its audience is the same:
    /// it was made for showing who is signed in, and opens nothing.
    /// </summary>
    private static string? NameOf(ClaimsIdentity token, string objectId)
    {
        var name = Value(token, "scp") is not null
            ? Value(token, "upn") ?? Value(token, "preferred_username") ?? Value(token, "unique_name")
            : Value(token, "sub") == objectId && (Value(token, "azp") ?? Value(token, "appid")) is { } application ? $"app:{application}" : null;
        return Caller.Clean(name?.ToLowerInvariant()) is { Length: > 0 } clean ? clean : null;
    }

    private static string? Value(ClaimsIdentity token, string claim) => token.FindFirst(claim)?.Value is { Length: > 0 } value ? value : null;
}
