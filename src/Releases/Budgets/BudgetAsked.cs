namespace Releases.Budgets;

/// <summary>Whom a plan's criteria ask.</summary>
/// <param name="Querying">Names of the criteria that ask Log Analytics.</param>
/// <param name="Metrics">What is asked of Azure Monitor: metrics, and fired alerts.</param>
/// <param name="Alerts">Requests that asking for fired alerts takes, by environment; null where nobody is asked for them.</param>
public sealed record BudgetAsked(IReadOnlySet<string> Querying, IReadOnlyList<BudgetMetrics> Metrics, IReadOnlyDictionary<string, int>? Alerts = null);

/// <summary>The requests to Azure Monitor that a stage makes together.</summary>
/// <param name="Stage">The stage as the course has it, a watch counted as one.</param>
/// <param name="Window">How often: criteria with the same window are asked together.</param>
/// <param name="Requests">How many each time.</param>
public sealed record BudgetMetrics(string Stage, TimeSpan Window, int Requests);
