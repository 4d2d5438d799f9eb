using System.Globalization;

namespace Releases.Azure.Flags;

/// <summary>
/// The newest Sync-Tokens of one call, as <c>id=value;sn=number</c> with a comma between. Carried from one process to the next in the
/// release's state, they make sure that a read sees what an earlier write wrote.
/// </summary>
internal sealed class SyncTokens
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (long Number, string Token)> _newest = new(StringComparer.Ordinal);

    public SyncTokens(string? tokens) => Add(tokens);

    /// <summary>Takes up a header's tokens; of two with one id the higher number is newer. What is no token is left out.</summary>
    public void Add(string? tokens)
    {
        foreach (var token in (tokens ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var id = token.IndexOf('=', StringComparison.Ordinal);
            var number = token.LastIndexOf(";sn=", StringComparison.Ordinal);
            if (id <= 0 || number < id || !long.TryParse(token.AsSpan(number + 4), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                continue;
            }

            lock (_lock)
            {
                if (!_newest.TryGetValue(token[..id], out var known) || known.Number < sequence)
                {
                    _newest[token[..id]] = (sequence, token);
                }
            }
        }
    }

    /// <summary>All of them, or <see langword="null"/> if there is none.</summary>
    public string? Newest()
    {
        lock (_lock)
        {
            return _newest.Count == 0 ? null : string.Join(',', _newest.Values.Select(known => known.Token));
        }
    }
}
