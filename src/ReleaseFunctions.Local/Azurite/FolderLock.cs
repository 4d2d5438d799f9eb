namespace ReleaseFunctions.Local.Azurite;

/// <summary>Keeps other processes away from a folder while it is held; the system frees it when its holder is killed.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="TimeoutException">Somebody else held it all the time.</exception>
    public static async Task<FolderLock> TakeAsync(string folder, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "folder.lock");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (time.GetElapsedTime(started) < limit)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (IOException held)
            {
                throw new TimeoutException($"Another process has been holding {path} for {limit.TotalSeconds:0} s.", held);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
