using System.Buffers;
using System.Text.Json;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>Opens a journal: reads what it remembers, compacts it, and leaves it open for appending.</summary>
internal static class JournalFile
{
    /// <exception cref="IOException">Another process has the file open.</exception>
    /// <exception cref="InvalidDataException">A line other than a torn last one cannot be read.</exception>
    public static (JournalContent Content, FileStream File) Open(string path, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        // Held until the compacted file is in place: two processes that start together must not both compact.
        using var old = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var kept = Retention.Kept(Read(old, path), now);

        return (kept, Write(path, kept));
    }

    /// <summary>Puts a file with this content in the place of the old one, and leaves it open for appending.</summary>
    public static FileStream Write(string path, JournalContent content)
    {
        // The old file stays whole until the new one is whole: a crash in between loses nothing.
        var fresh = path + ".new";
        var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var lines = new ArrayBufferWriter<byte>();
        foreach (var revision in content.Revisions)
        {
            JournalLine.Write(lines, revision);
        }

        foreach (var snapshot in content.Snapshots)
        {
            SnapshotLine.Write(lines, snapshot);
        }

        file.Write(lines.WrittenSpan);
        file.Flush(flushToDisk: true);
        File.Move(fresh, path, overwrite: true);
        return file;
    }

    private static JournalContent Read(FileStream file, string path)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var revisions = new List<KeyValue>();
        var snapshots = new List<Snapshot>();
        var rest = bytes.AsSpan();

        // What follows the last line end was never acknowledged: the process died while it was written.
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            var line = rest[..end];
            try
            {
                if (SnapshotLine.Is(line))
                {
                    snapshots.Add(SnapshotLine.Read(line));
                }
                else
                {
                    revisions.Add(JournalLine.Read(line));
                }
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Line {revisions.Count + snapshots.Count + 1} of {path} is not an entry: {e.Message}", e);
            }

            rest = rest[(end + 1)..];
        }

        return new JournalContent(revisions, snapshots);
    }
}
