using Microsoft.AspNetCore.Http;

namespace Releases.Service.Http;

/// <summary>Who asks.</summary>
internal static class Caller
{
    /// <summary>The header in which a caller on this machine says who they are.</summary>
    internal const string Header = "X-User";

    private const int LongestName = 100;

    /// <summary>
    /// The authenticated user if there is one. The embedded host listens on the loopback only and believes the header;
    /// without one, the caller is <c>local</c>.
    /// </summary>
    internal static string Of(HttpRequest request)
    {
        var named = request.HttpContext.User.Identity?.Name ?? request.Headers[Header].ToString();
        var clean = new string([.. named.Where(character => !char.IsControl(character)).Take(LongestName)]).Trim();
        return clean.Length == 0 ? "local" : clean;
    }
}
