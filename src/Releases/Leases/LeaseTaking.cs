namespace Releases.Leases;

/// <summary>What became of taking leases: all of them, or none.</summary>
public abstract record LeaseTaking
{
    private LeaseTaking()
    {
    }

    /// <summary>The release holds all of them, from now on or since an earlier attempt.</summary>
    public sealed record Taken : LeaseTaking;

    /// <summary>It holds none of them.</summary>
    /// <param name="Conflicts">Who stands in the way, at least one.</param>
    public sealed record Busy(IReadOnlyList<LeaseConflict> Conflicts) : LeaseTaking;

    /// <summary>More than can be taken at once.</summary>
    public sealed record TooMany(int Most) : LeaseTaking;
}
