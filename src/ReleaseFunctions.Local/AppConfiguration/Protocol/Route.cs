namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>A kind of resource: its path as a template, under which requests are counted, and the methods it allows.</summary>
internal sealed record Route(string Template, IReadOnlyList<string> Methods)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Writing = [HttpMethods.Put, HttpMethods.Delete];

    public static Route Settings { get; } = new("/kv", Reading);

    public static Route Setting { get; } = new("/kv/{key}", [.. Reading, .. Writing]);

    public static Route Lock { get; } = new("/locks/{key}", Writing);

    public static Route Keys { get; } = new("/keys", Reading);

    public static Route Labels { get; } = new("/labels", Reading);

    public static Route Revisions { get; } = new("/revisions", Reading);

    public static Route Snapshots { get; } = new("/snapshots", Reading);

    public static Route Snapshot { get; } = new("/snapshots/{name}", [.. Reading, HttpMethods.Put, HttpMethods.Patch]);

    /// <summary>How far the making of a snapshot is.</summary>
    public static Route Operations { get; } = new("/operations", [HttpMethods.Get]);

    public static Route Unknown { get; } = new("other", []);

    /// <param name="path">The path as it was sent, still encoded: an encoded slash belongs to the key.</param>
    public static (Route Route, string? Key) Of(string path)
    {
        var slash = path.IndexOf('/', 1);
        var resource = slash < 0 ? path : path[..slash];
        var rest = slash < 0 ? null : path[(slash + 1)..];
        return (resource.ToLowerInvariant(), rest) switch
        {
            ("/kv", null) => (Settings, null),
            ("/kv", _) => (Setting, Uri.UnescapeDataString(rest)),
            ("/locks", not null) => (Lock, Uri.UnescapeDataString(rest)),
            ("/keys", null) => (Keys, null),
            ("/labels", null) => (Labels, null),
            ("/revisions", null) => (Revisions, null),
            ("/snapshots", null) => (Snapshots, null),
            ("/snapshots", _) => (Snapshot, Uri.UnescapeDataString(rest)),
            ("/operations", null) => (Operations, null),
            _ => (Unknown, null),
        };
    }
}
