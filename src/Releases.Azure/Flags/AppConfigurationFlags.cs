using Azure.Data.AppConfiguration;
using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>
/// The flags of one App Configuration store under one label. Every write is conditional and carries our tags; the reasons for each step
/// are in docs/explanation/write-protocol.md.
/// </summary>
/// <param name="client">The store's client, its repetitions tuned by <see cref="AppConfigurationFlagsOptions.Tune"/>.</param>
/// <param name="endpoint">The store's address, the same that the client has.</param>
public sealed class AppConfigurationFlags(ConfigurationClient client, Uri endpoint, AppConfigurationFlagsOptions options, TimeProvider time) : IFlagStore
{
    private readonly SettingRequests _requests = new(client, endpoint, options, time);

    /// <inheritdoc/>
    public async Task<FlagReading> ReadAsync(IReadOnlyList<string> keys, string? syncToken, CancellationToken cancellationToken)
    {
        var tokens = Begin(syncToken);
        var asked = keys.Distinct(StringComparer.Ordinal).ToList();
        var answers = await EachAsync(
            [.. asked.Chunk(SettingRequests.KeysOfARead)], (flags, cancellation) => _requests.ReadAsync(flags, tokens, cancellation), cancellationToken);
        if (answers.OfType<SettingAnswer.Unclear>().FirstOrDefault() is { } unclear)
        {
            return new FlagReading([], [], unclear.Reason, tokens.Newest());
        }

        var found = answers.Cast<SettingAnswer.Read>().SelectMany(read => read.Found).ToDictionary(flag => flag.Key, StringComparer.Ordinal);
        return new FlagReading(
            [.. asked.Where(found.ContainsKey).Select(key => found[key])], [.. asked.Where(key => !found.ContainsKey(key))], Failure: null, tokens.Newest());
    }

    /// <inheritdoc/>
    public async Task<FlagWriting> ExposeAsync(IReadOnlyList<FlagWrite> writes, string? syncToken, CancellationToken cancellationToken)
    {
        var tokens = Begin(syncToken);
        var results = await EachAsync(writes, (write, cancellation) => new Exposing(_requests, tokens).ExposeAsync(write, cancellation), cancellationToken);
        return new FlagWriting(results, tokens.Newest());
    }

    /// <inheritdoc/>
    public async Task<FlagRestoring> RestoreAsync(IReadOnlyList<FlagRestore> restores, string? syncToken, CancellationToken cancellationToken)
    {
        // Each five flags go their own way: what one of them waits for does not keep the others from going back.
        var tokens = Begin(syncToken);
        using var room = new SemaphoreSlim(Math.Max(1, options.Parallelism));
        var results = await Task.WhenAll(restores.Chunk(SettingRequests.KeysOfARead).Select(together =>
            new Restoring(_requests, tokens, room, options.RestoreRounds).RestoreAsync(together, cancellationToken)));
        return new FlagRestoring([.. results.SelectMany(result => result)], tokens.Newest());
    }

    private SyncTokens Begin(string? syncToken)
    {
        if (!string.IsNullOrEmpty(syncToken))
        {
            client.UpdateSyncToken(syncToken);
        }

        return new SyncTokens(syncToken);
    }

    private async Task<TResult[]> EachAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<TItem, CancellationToken, Task<TResult>> each, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var bound = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, options.Parallelism),
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, items.Count, bound, async (i, cancellation) => results[i] = await each(items[i], cancellation));
        return results;
    }
}
