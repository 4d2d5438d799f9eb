using System.Buffers;
using System.Threading.Channels;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>
/// Appends revisions and snapshots to a file. What is appended while a write is under way goes out with the next one, so the cost of a write is shared
/// by all who wait. Written means handed to the operating system: it survives the death of the process, not that of the machine. A file
/// that has grown to a multiple of what it began with is replaced by a compacted one.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    /// <summary>How many times what was kept last time.</summary>
    private const int GrowthFactor = 3;

    private readonly Lock _gate = new();
    private readonly Func<FileStream> _compact;
    private readonly Task _writing;
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly long _smallestCompaction;
    private FileStream _file;
    private long _compactAt;
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private TaskCompletionSource _next = NewBatch();
    private Task _last = Task.CompletedTask;

    /// <param name="file">Open for appending.</param>
    /// <param name="compact">Writes a file that says the same in fewer lines, puts it in the place of this one, and opens it.</param>
    /// <param name="smallestCompaction">Bytes that the file may always have.</param>
    public Journal(FileStream file, Func<FileStream> compact, long smallestCompaction)
    {
        _smallestCompaction = smallestCompaction;
        _compact = compact;
        _file = file;
        _compactAt = NextCompaction(file.Length);
        _writing = Task.Run(WriteAsync);
    }

    public void Append(KeyValue revision) => Append(JournalLine.Write, revision);

    public void Append(Snapshot snapshot) => Append(SnapshotLine.Write, snapshot);

    /// <summary>Ends when everything appended before this call is written; fails, from the first failed write on, with its error.</summary>
    public Task WrittenAsync()
    {
        lock (_gate)
        {
            return _last.IsFaulted || _filling.WrittenCount == 0 ? _last : _next.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private void Append<T>(Action<IBufferWriter<byte>, T> write, T entry)
    {
        lock (_gate)
        {
            write(_filling, entry);
        }

        _work.Writer.TryWrite(true);
    }

    private static TaskCompletionSource NewBatch() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteAsync()
    {
        await foreach (var _ in _work.Reader.ReadAllAsync())
        {
            var batch = Swap();
            try
            {
                await _file.WriteAsync(_leaving.WrittenMemory);
                await CompactAsync();
                batch.SetResult();
            }
            catch (IOException e)
            {
                // Half a line may be in the file: nothing can be appended any more, and nobody may be told otherwise.
                batch.SetException(e);
                Fail(e);
                return;
            }

            _leaving.ResetWrittenCount();
        }
    }

    private async Task CompactAsync()
    {
        if (_file.Length < _compactAt)
        {
            return;
        }

        var old = _file;
        _file = _compact();
        _compactAt = NextCompaction(_file.Length);
        await old.DisposeAsync();
    }

    private long NextCompaction(long length) => Math.Max(_smallestCompaction, GrowthFactor * length);

    private TaskCompletionSource Swap()
    {
        lock (_gate)
        {
            (_filling, _leaving) = (_leaving, _filling);
            var batch = _next;
            (_last, _next) = (batch.Task, NewBatch());
            return batch;
        }
    }

    private void Fail(IOException error)
    {
        lock (_gate)
        {
            _next.SetException(error);
        }
    }
}
