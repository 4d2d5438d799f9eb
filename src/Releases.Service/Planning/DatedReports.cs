using System.Globalization;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Service.Planning;

/// <summary>Reports on plans, by the hash of the plan and the time: what says that one was tried before it started.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="good">What the names of those end in that count; of the others <paramref name="other"/>.</param>
internal sealed class DatedReports(IReleaseDocuments documents, TimeProvider time, string folder, string good, string other)
{
    private const string Time = "yyyyMMdd'T'HHmmssfff'Z'";

    public Task KeepAsync<T>(string planHash, T report, bool counts, CancellationToken cancellationToken) => documents.PutAsync(
        $"{FolderOf(planHash)}{time.GetUtcNow().ToString(Time, CultureInfo.InvariantCulture)}-{(counts ? good : other)}.json",
        JsonSerializer.Serialize(report, StateDocument.Json),
        "application/json",
        cancellationToken);

    /// <summary>When the last that counts was made; <see langword="null"/> if none ever was.</summary>
    public async Task<DateTimeOffset?> LastAsync(string planHash, CancellationToken cancellationToken)
    {
        var names = await documents.NamesAsync(FolderOf(planHash), cancellationToken);
        var last = names.LastOrDefault(name => name.EndsWith($"-{good}.json", StringComparison.Ordinal));
        return last is null ? null : DateTimeOffset.ParseExact(last[FolderOf(planHash).Length..].Split('-')[0], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private string FolderOf(string planHash) => $"{folder}/{planHash}/";
}
