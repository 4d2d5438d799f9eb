using System.Security.Cryptography;
using ReleaseFunctions.Local.World;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>The key of this host: made once, and kept in a file that only its user can read. Any page in a browser can reach the loopback; none can read that file.</summary>
public static class LocalKey
{
    private const int Bytes = 32;

    /// <summary>Where the key is kept.</summary>
    public static string FileOf(LocalSettings settings) => Path.Combine(settings.DataFolder, "api-key");

    /// <summary>The key that the settings give, or the one in the file, which is made if it is not there.</summary>
    public static string Of(LocalSettings settings)
    {
        if (!string.IsNullOrEmpty(settings.Key))
        {
            return settings.Key;
        }

        var file = FileOf(settings);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        Directory.CreateDirectory(settings.DataFolder);
        SecretFile.Write(file, key);
        return key;
    }
}
