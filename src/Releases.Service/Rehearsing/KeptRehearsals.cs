using System.Globalization;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals.Reports;

namespace Releases.Service.Rehearsing;

/// <summary>Reports of rehearsals, by the hash of the plan and the time: what says that a plan was rehearsed.</summary>
public sealed class KeptRehearsals(IReleaseDocuments documents, TimeProvider time)
{
    private const string Time = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>Keeps a report, complete or not.</summary>
    public Task KeepAsync(RehearsalReport report, CancellationToken cancellationToken) => documents.PutAsync(
        $"{Folder(report.PlanHash)}{time.GetUtcNow().ToString(Time, CultureInfo.InvariantCulture)}-{(report.Complete ? "complete" : "part")}.json",
        JsonSerializer.Serialize(report, StateDocument.Json),
        "application/json",
        cancellationToken);

    /// <summary>When this very plan was last rehearsed against everything that it calls for; <see langword="null"/> if never.</summary>
    public async Task<DateTimeOffset?> LastAsync(string planHash, CancellationToken cancellationToken)
    {
        var folder = Folder(planHash);
        var names = await documents.NamesAsync(folder, cancellationToken);
        var last = names.LastOrDefault(name => name.EndsWith("-complete.json", StringComparison.Ordinal));
        return last is null ? null : DateTimeOffset.ParseExact(last[folder.Length..].Split('-')[0], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private static string Folder(string planHash) => $"rehearsals/{planHash}/";
}
