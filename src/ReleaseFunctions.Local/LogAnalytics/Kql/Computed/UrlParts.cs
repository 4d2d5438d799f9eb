using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>The parts of addresses on the web and of paths in a file system.</summary>
internal static partial class UrlParts
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("url", texts => Url(texts[0])?.ToJsonString()),
        new("url_query", texts => new JsonObject { ["Query Parameters"] = Query(texts[0].TrimStart('?')) }.ToJsonString()),
        new("path", texts => Path(texts[0]).ToJsonString()),
    ];

    private static JsonObject? Url(string text)
    {
        var match = Shape().Match(text);
        return !match.Success ? null : new JsonObject
        {
            ["Scheme"] = match.Groups["scheme"].Value,
            ["Host"] = match.Groups["host"].Value,
            ["Port"] = match.Groups["port"].Value,
            ["Path"] = match.Groups["path"].Value,
            ["Username"] = match.Groups["user"].Value,
            ["Password"] = match.Groups["password"].Value,
            ["Query Parameters"] = Query(match.Groups["query"].Value),
            ["Fragment"] = match.Groups["fragment"].Value,
        };
    }

    private static JsonObject Query(string text)
    {
        var parameters = new JsonObject();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[equals < 0 ? pair : pair[..equals]] = equals < 0 ? "" : pair[(equals + 1)..];
        }

        return parameters;
    }

    private static JsonObject Path(string text)
    {
        var scheme = Scheme().Match(text).Groups["scheme"].Value;
        var rest = scheme.Length > 0 ? text[(scheme.Length + 3)..] : text;
        var root = rest.Length > 1 && char.IsAsciiLetter(rest[0]) && rest[1] == ':' ? rest[..2] : "";
        var stream = rest.LastIndexOf(':');
        var alternate = stream > root.Length && rest.IndexOfAny(['/', '\\'], stream) < 0 ? rest[(stream + 1)..] : "";
        var path = alternate.Length > 0 ? rest[..stream] : rest;
        var cut = path.LastIndexOfAny(['/', '\\']);
        var (directory, file) = cut < 0 ? ("", path) : (path[..cut], path[(cut + 1)..]);
        var dot = file.LastIndexOf('.');
        return new JsonObject
        {
            ["Scheme"] = scheme,
            ["RootPath"] = root,
            ["DirectoryPath"] = directory,
            ["DirectoryName"] = directory[(directory.LastIndexOfAny(['/', '\\']) + 1)..],
            ["Filename"] = file,
            ["Extension"] = dot < 0 ? "" : file[(dot + 1)..],
            ["AlternateDataStreamName"] = alternate,
        };
    }

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<host>\[[^\]]*\]|[^:/?#]*)(?::(?<port>\d*))?(?:/(?<path>[^?#]*))?(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();
}
