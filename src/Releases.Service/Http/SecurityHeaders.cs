using Microsoft.AspNetCore.Http;

namespace Releases.Service.Http;

/// <summary>
/// What every answer tells a browser: take it as what it says it is, keep it nowhere, show it in no frame, run nothing from it. There is no
/// header of CORS: no page of another origin may read an answer.
/// </summary>
public static class SecurityHeaders
{
    public static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (response.HttpContext.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
