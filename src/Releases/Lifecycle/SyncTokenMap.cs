namespace Releases.Lifecycle;

/// <summary>Sync-Tokens by environment, as they travel in the state.</summary>
internal static class SyncTokenMap
{
    internal static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> tokens, string environment, string? token) => token is null
        ? tokens
        : new Dictionary<string, string>(tokens) { [environment] = token };
}
