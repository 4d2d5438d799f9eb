using System.Net.Http.Headers;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

internal static class Json
{
    /// <summary>A body as JSON, which is what the endpoint insists on.</summary>
    public static StringContent Content(string body) => new(body, new MediaTypeHeaderValue("application/json"));
}
