using System.CommandLine;

namespace Releases.Cli;

/// <summary>Where the API is, and who asks. A token is never an argument: command lines are for everybody on a machine to see.</summary>
internal sealed class ConnectionOptions
{
    private const string Embedded = "http://127.0.0.1:8070";

    internal Option<string> Api { get; } = new("--api")
    {
        Description = $"Address of the release API; default: the environment variable RELEASES_API, else {Embedded}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RELEASES_API") is { Length: > 0 } set ? set : Embedded,
        Recursive = true,
    };

    internal Option<FileInfo?> TokenFile { get; } = new("--token-file")
    {
        Description = "File with the token, or with the key of a host on this machine; default: the environment variable RELEASES_TOKEN.",
        Recursive = true,
    };

    internal ConnectionOptions() => Api.Validators.Add(result =>
    {
        if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            result.AddError("--api must be an address, like https://func-api-xyz.azurewebsites.net.");
        }
    });

    internal ReleaseApi Connect(ParseResult parse) => new(
        new Uri(parse.GetRequiredValue(Api)),
        parse.GetValue(TokenFile) is { } file ? File.ReadAllText(file.FullName).Trim() : Environment.GetEnvironmentVariable("RELEASES_TOKEN") ?? "");
}
