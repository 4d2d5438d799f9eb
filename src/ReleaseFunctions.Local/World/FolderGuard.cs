namespace ReleaseFunctions.Local.World;

/// <summary>One host at a time works on a data folder.</summary>
public sealed class FolderGuard : IDisposable
{
    private readonly FileStream _lock;

    private FolderGuard(FileStream held) => _lock = held;

    /// <summary>Takes the folder, or says who has it by giving <see langword="null"/>. The operating system gives it back when the process ends.</summary>
    public static FolderGuard? Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FolderGuard(new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _lock.Dispose();
}
