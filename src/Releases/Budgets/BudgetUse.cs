using Releases.Wording;

namespace Releases.Budgets;

/// <summary>What a release asks of one service.</summary>
/// <param name="Service"><c>app-configuration</c>, <c>log-analytics</c>, <c>azure-monitor</c> (only where something is asked of it) or <c>storage</c>.</param>
/// <param name="Where">The store; the identity; the account.</param>
/// <param name="Whole">Requests from its start to its end, if it goes straight through.</param>
/// <param name="Rollback">Requests of putting everything back.</param>
/// <param name="BusiestHour">Requests in the busiest hour of that, a rollback in it included.</param>
/// <param name="Busiest">Requests in the busiest span of the limit's length, a rollback in it included.</param>
/// <param name="Limit">What the service takes; <see langword="null"/> where there is no limit.</param>
public sealed record BudgetUse(string Service, string Where, long Whole, long Rollback, long BusiestHour, long Busiest, BudgetLimit? Limit)
{
    /// <summary>The busiest span as a share of the limit; above 1 the service refuses requests of this release alone.</summary>
    public double Share => Limit is { } limit ? (double)Busiest / limit.Requests : 0;

    /// <summary>The same in words and numbers.</summary>
    public string Text
    {
        get
        {
            var (busiest, limit) = Limit is { } known
                ? (Say.Count(Busiest), $"{Say.Count(known.Requests)} in {Say.Span(known.Per)} are taken")
                : (Say.Count(BusiestHour), "there is no limit");
            var span = Limit is { Per: var per } && per != TimeSpan.FromHours(1) ? $"{Say.Count(BusiestHour)} in the busiest hour, {busiest} in the busiest {Say.Span(per)}" : $"{busiest} in the busiest hour";
            var back = Rollback > 0 ? $" and {Say.Count(Rollback)} for going back" : "";
            return $"{Service} ({Where}): {Say.Many(Whole, "request")} in all{back}, {span}{(Rollback > 0 ? " with both" : "")}; {limit}";
        }
    }
}
