using System.Security.Cryptography;
using System.Text.Json;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>The access key of a store.</summary>
/// <param name="Secret">In base64.</param>
internal sealed record AccessKey(string Id, string Secret)
{
    /// <summary>The key that the options give; what they leave out is made once and kept in a file beside the data, for the owner's eyes.</summary>
    public static async Task<AccessKey> ForAsync(AppConfigurationEndpointOptions options, CancellationToken cancellationToken)
    {
        if (options is { CredentialId: { } id, Secret: { } secret })
        {
            return new AccessKey(id, secret);
        }

        var kept = await KeptAsync(options.DataFile + ".key", cancellationToken);
        return new AccessKey(options.CredentialId ?? kept.Id, options.Secret ?? kept.Secret);
    }

    private static async Task<AccessKey> KeptAsync(string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<AccessKey>(await File.ReadAllTextAsync(path, cancellationToken))
                ?? throw new InvalidDataException($"{path} holds no access key.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var made = new AccessKey(
            "local-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, made, cancellationToken: cancellationToken);
        return made;
    }
}
