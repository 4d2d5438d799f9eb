namespace Releases.Rehearsals;

/// <summary>What can fail beside the flags of an environment, which are called by its name.</summary>
public static class VirtualStores
{
    public const string Capture = "capture";
    public const string Inbox = "inbox";
    public const string Publishing = "publishing";
    public const string Leases = "leases";
}
