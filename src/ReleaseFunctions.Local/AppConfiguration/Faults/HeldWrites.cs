namespace ReleaseFunctions.Local.AppConfiguration.Faults;

/// <summary>How a write that was held back ended when it landed at last. <paramref name="Status"/> is the HTTP status that nobody received.</summary>
public sealed record LandedWrite(string Method, string Key, string? Label, int Status);

/// <summary>Writes whose clients were cut off, and which take effect when they are released: the late request that a retry has overtaken.</summary>
public sealed class HeldWrites
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Arrived)> _waiters = [];
    private Queue<Func<Task<LandedWrite>>> _held = [];
    private int _arrived;

    /// <summary>How many are held now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Waits until that many writes have been caught since the fault was switched on.</summary>
    public Task ArrivedAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_arrived >= count)
            {
                return Task.CompletedTask;
            }

            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, arrived));
            return arrived.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Lets the held writes happen, in the order in which they came. Their conditions are checked now.</summary>
    public async Task<IReadOnlyList<LandedWrite>> ReleaseAsync()
    {
        Queue<Func<Task<LandedWrite>>> released;
        lock (_gate)
        {
            (released, _held) = (_held, []);
        }

        var landed = new List<LandedWrite>();
        foreach (var write in released)
        {
            landed.Add(await write());
        }

        return landed;
    }

    internal void Hold(Func<Task<LandedWrite>> write)
    {
        lock (_gate)
        {
            _held.Enqueue(write);
            _arrived++;
            foreach (var (_, arrived) in _waiters.Where(w => w.Count <= _arrived))
            {
                arrived.TrySetResult();
            }

            _waiters.RemoveAll(w => w.Count <= _arrived);
        }
    }
}
