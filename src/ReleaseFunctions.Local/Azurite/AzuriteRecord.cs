using System.Text.Json;

namespace ReleaseFunctions.Local.Azurite;

/// <summary>What stands beside the data: which process serves it on which ports, and which host will end it.</summary>
public sealed record AzuriteRecord(ProcessIdentity Azurite, ProcessIdentity Owner, AzuritePorts Ports)
{
    /// <summary>The record beside the data, or null where there is none that can be read.</summary>
    public static AzuriteRecord? Read(string dataFolder)
    {
        try
        {
            return JsonSerializer.Deserialize<AzuriteRecord>(File.ReadAllText(PathIn(dataFolder)));
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            // A host that was killed while writing leaves half a file: as good as none.
            return null;
        }
    }

    /// <summary>Replaces the record beside the data.</summary>
    public void Write(string dataFolder)
    {
        var path = PathIn(dataFolder);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    internal static void Delete(string dataFolder) => File.Delete(PathIn(dataFolder));

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "azurite.process.json");
}
