using Microsoft.Extensions.Configuration;

namespace Releases.Service.Access;

/// <summary>Reads <see cref="AccessSettings"/> from a service's settings.</summary>
public static class AccessSection
{
    /// <summary>Reads the section <c>Authentication</c>; without one, nobody is believed and only health is open.</summary>
    /// <exception cref="InvalidOperationException">A value is missing, or is not what its setting takes; the text says which.</exception>
    public static AccessSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(AccessSettings.Section).Get<AccessSettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new AccessSettings();
        Require(settings.Entra is { TenantId: null or "" }, "Entra__TenantId");
        Require(settings.Entra is { ClientId: null or "" }, "Entra__ClientId");
        Require(settings.GitHub is { Audience: null or "" }, "GitHub__Audience");
        return settings;
    }

    private static void Require(bool missing, string name)
    {
        if (missing)
        {
            throw new InvalidOperationException($"Set {AccessSettings.Section}__{name}: the other settings beside it mean nothing without.");
        }
    }
}
