using System.Buffers;
using System.Threading.Channels;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>
/// Appends revisions to a file. What is appended while a write is under way goes out with the next one, so the cost of a write is shared
/// by all who wait. Written means handed to the operating system: it survives the death of the process, not that of the machine.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly Task _writing;
    private readonly Channel<bool> _work = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private TaskCompletionSource _next = NewBatch();
    private Task _last = Task.CompletedTask;

    public Journal(FileStream file)
    {
        _file = file;
        _writing = Task.Run(WriteAsync);
    }

    public void Append(KeyValue revision)
    {
        lock (_gate)
        {
            JournalLine.Write(_filling, revision);
        }

        _work.Writer.TryWrite(true);
    }

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

    private static TaskCompletionSource NewBatch() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteAsync()
    {
        await foreach (var _ in _work.Reader.ReadAllAsync())
        {
            var batch = Swap();
            try
            {
                await _file.WriteAsync(_leaving.WrittenMemory);
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
