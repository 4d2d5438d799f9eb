using Releases.Governance;

namespace Releases.Service.Http;

/// <summary>The body of a freeze.</summary>
/// <param name="From">When it begins; now if not given.</param>
/// <param name="Until">When it is over, at most a year after it began.</param>
/// <param name="Environments">Where; everywhere if not given.</param>
/// <param name="Reason">Why: it is shown in the status of every release that waits for its end.</param>
/// <param name="Recurrence">Whether it comes again: daily or weekly. It must be shorter than that.</param>
/// <param name="TimeZone">IANA name of the zone that a recurring freeze keeps the time of; UTC if not given.</param>
/// <param name="Id">Unique for this freeze, so that it can be sent again; made up if not given.</param>
public sealed record FreezeRequest(
    DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<string>? Environments, string? Reason, Recurrence? Recurrence, string? TimeZone, string? Id)
{
    private const int LongestReason = 1000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The freeze, or what is wrong with it.</summary>
    /// <param name="known">The environments that there are.</param>
    /// <param name="newId">The id if none is given.</param>
    internal (Freeze? Freeze, string? Error) Read(IReadOnlyCollection<string> known, string by, string newId, DateTimeOffset now)
    {
        var (from, until) = (From ?? now, Until);
        var recurrence = Recurrence ?? Governance.Recurrence.None;
        var error = (until, Environments ?? []) switch
        {
            (null, _) => "'until' is missing: a freeze has an end, e.g. \"2027-01-03T00:00:00Z\".",
            ({ } end, _) when end <= from => "'until' is not after 'from'.",
            ({ } end, _) when recurrence == Governance.Recurrence.None && end <= now => "'until' is in the past.",
            ({ } end, _) when end - from > Longest => "A freeze lasts at most 365 days; for more there is the halt.",
            ({ } end, _) when recurrence != Governance.Recurrence.None && end - from >= PeriodOf(recurrence) => $"A {recurrence.ToString().ToLowerInvariant()} freeze must be over before it begins again.",
            (_, var environments) when environments.Except(known).FirstOrDefault() is { } unknown => $"There is no environment '{unknown}'; there are {string.Join(", ", known)}.",
            _ when string.IsNullOrWhiteSpace(Reason) => "'reason' is missing: people who wait want to know why.",
            _ when Reason.Length > LongestReason => $"'reason' may have at most {LongestReason} characters.",
            _ when recurrence is not (Governance.Recurrence.None or Governance.Recurrence.Daily or Governance.Recurrence.Weekly) => "'recurrence' is daily or weekly.",
            _ when TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) => $"There is no time zone '{TimeZone}'; they are named like Europe/Berlin.",
            _ when Id is not null && !ReleaseId.IsValid(Id) => "'id' may have lower-case letters, digits and dashes, at most 64.",
            _ => null,
        };
        return error is null ? (new Freeze(Id ?? newId, from, until!.Value, [.. Environments ?? []], Reason!, by, recurrence, TimeZone), null) : (null, error);
    }

    private static TimeSpan PeriodOf(Recurrence recurrence) => TimeSpan.FromDays(recurrence == Governance.Recurrence.Daily ? 1 : 7);
}
