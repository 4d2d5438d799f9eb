using ReleaseFunctions.Local.World;

namespace ReleaseFunctions.Local.Demo;

/// <summary>The demo begins with flags that are off and an empty journal, in a folder of its own.</summary>
internal static class DemoData
{
    private static readonly string[] Cleared = ["appconfiguration", "loganalytics"];

    internal static LocalSettings Prepare(LocalSettings settings) =>
        settings with { DataFolder = Path.Combine(settings.ToolFolder, "demo") };

    /// <summary>Forgets earlier demos; their records stay in the storage. Only under the folder's lock.</summary>
    internal static void Clear(LocalSettings settings)
    {
        foreach (var folder in Cleared.Select(name => Path.Combine(settings.DataFolder, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(settings.DataFolder, "journal.db*"))
        {
            File.Delete(file);
        }
    }
}
