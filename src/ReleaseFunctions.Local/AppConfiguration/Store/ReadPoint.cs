using System.Runtime.InteropServices;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>
/// How much of the history a read sees: all up to a sequence number (what its Sync-Token vouches for), and whatever is older than an
/// instant (what has reached every replica by then, or what Accept-Datetime asks for).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadPoint(long Sequence, DateTimeOffset At)
{
    public static ReadPoint Latest { get; } = new(long.MaxValue, DateTimeOffset.MaxValue);

    public bool Sees(KeyValue revision) => revision.Sequence <= Sequence || revision.LastModified <= At;
}
