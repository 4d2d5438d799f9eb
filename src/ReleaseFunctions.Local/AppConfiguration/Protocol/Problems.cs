namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>
/// Errors as the service writes them (<c>application/problem+json</c>). Where the service's wording is not public the type is
/// <c>about:blank</c>: nobody can come to rely on an invented one.
/// </summary>
internal static class Problems
{
    private const string Errors = "https://azconfig.io/errors/";
    private const string Blank = "about:blank";

    public static ApiResponse InvalidParameter(string name, string detail) =>
        Problem(400, Errors + "invalid-argument", $"Invalid request parameter '{name}'", detail, name);

    public static ApiResponse NoApiVersion() =>
        Problem(400, Errors + "invalid-argument", "API version is not specified", "An API version is required, but was not specified.", "api-version");

    public static ApiResponse AmbiguousApiVersion(string versions) => Problem(
        400,
        Errors + "invalid-argument",
        "Ambiguous API version",
        $"The following API versions were requested: {versions}. At most, only a single API version may be specified.",
        "api-version");

    public static ApiResponse UnsupportedApiVersion(string path, string version) => Problem(
        400,
        Errors + "invalid-argument",
        ApiVersions.IsVersion(version) ? "Unsupported API version" : "Invalid API version",
        $"The HTTP resource that matches the request URI '{path}' does not support the API version '{version}'.",
        "api-version");

    public static ApiResponse KeyLocked(string key) => Problem(
        409,
        Errors + "key-locked",
        $"Modifing key '{key}' is not allowed", // The service's own spelling.
        "The key is read-only. To allow modification unlock it first.",
        key);

    public static ApiResponse TooLarge(int maximum) =>
        Problem(413, Blank, "The key-value is too large", $"Key, label, content type, value and tags together may take up {maximum:N0} bytes.");

    public static ApiResponse TooManyRequests(TimeSpan retryAfter)
    {
        const string Title = "Resource utilization has surpassed the assigned quota";
        return Retry(Problem(429, Errors + "too-many-requests", Title, detail: null, policy: "Total Requests"), retryAfter);
    }

    public static ApiResponse Unavailable(TimeSpan retryAfter) =>
        Retry(Problem(503, Blank, "The store is unavailable", "An outage is switched on at this local endpoint."), retryAfter);

    public static ApiResponse NotFound(string path) =>
        Problem(404, Blank, "There is no such resource", $"'{path}' is not a path of the App Configuration data plane.");

    public static ApiResponse MethodNotAllowed(string method, Route route) =>
        Problem(405, Blank, "The method is not allowed", $"{method} is not a method of {route.Template}.") with
        {
            Headers = [("Allow", string.Join(", ", route.Methods))],
        };

    public static ApiResponse UnsupportedMediaType(string? type) =>
        Problem(415, Blank, "The media type is not supported", $"application/json or application/*+json is expected, not '{type}'.");

    public static ApiResponse AlreadyExists() =>
        Problem(409, Errors + "already-exists", "The resource already exists.", detail: "", statusFirst: true);

    public static ApiResponse InvalidState() => Problem(
        409,
        Errors + "invalid-state",
        "Target resource state invalid.",
        "The target resource is not in a valid state to perform the requested operation.");

    public static ApiResponse Failed(int status) => Problem(status, Blank, "The store failed", "An error is switched on at this local endpoint.");

    public static ApiResponse Broken(string detail) => Problem(500, Blank, "The local endpoint failed", detail);

    private static ApiResponse Retry(ApiResponse response, TimeSpan after) => response with
    {
        Headers = [("retry-after-ms", Math.Max(1, (long)after.TotalMilliseconds).ToString())],
    };

    /// <param name="statusFirst">Where the status stands: clients show the text as it is, so its order counts.</param>
    private static ApiResponse Problem(int status, string type, string title, string? detail, string? name = null, string? policy = null, bool statusFirst = false) =>
        new(status)
        {
            ContentType = "application/problem+json",
            Body = ApiResponse.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", type);
                json.WriteString("title", title);
                if (statusFirst)
                {
                    json.WriteNumber("status", status);
                }

                foreach (var (member, text) in new[] { ("name", name), ("detail", detail), ("policy", policy) })
                {
                    if (text is not null)
                    {
                        json.WriteString(member, text);
                    }
                }

                if (!statusFirst)
                {
                    json.WriteNumber("status", status);
                }

                json.WriteEndObject();
            }),
        };
}
