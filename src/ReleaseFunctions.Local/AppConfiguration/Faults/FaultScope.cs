namespace ReleaseFunctions.Local.AppConfiguration.Faults;

/// <summary>The requests that a fault hits; what is null does not restrict.</summary>
/// <param name="Method">An HTTP method.</param>
/// <param name="KeyPrefix">How the key begins; for a list, how the text of its key filter begins.</param>
public sealed record FaultScope(string? Method = null, string? KeyPrefix = null)
{
    public static FaultScope Everything { get; } = new();

    internal bool Covers(string method, string key) =>
        (Method is null || string.Equals(Method, method, StringComparison.OrdinalIgnoreCase))
        && (KeyPrefix is null || key.StartsWith(KeyPrefix, StringComparison.Ordinal));
}
