namespace ReleaseFunctions.Local.Hosting;

/// <summary>Writes a file that only its user can read.</summary>
internal static class SecretFile
{
    internal static void Write(string file, string text)
    {
        // The mode is given to a new file only.
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
