namespace Releases.Judgement.Alerts;

/// <summary>No alert of the rules has fired since the exposure.</summary>
/// <param name="Rules">Names of alert rules, ordered; empty for any that is about the scope.</param>
/// <param name="Scope">Resource ids, or beginnings of them, that the alerts must be about; empty for all; never empty beside no rules.</param>
public sealed record AlertCriterion(string Name, IReadOnlyList<string> Rules, IReadOnlyList<string> Scope) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [new Question.Alerts(Rules, Scope)];

    public override Rule Rule(int sequences) => new AlertRule(Rules);

    /// <summary>Whether the alert is one of those. Azure's names do not differ by case.</summary>
    public bool Watches(Alert alert) => Watches(Rules, Scope, alert);

    internal static bool Watches(IReadOnlyList<string> rules, IReadOnlyList<string> scope, Alert alert) =>
        (rules.Count == 0 || rules.Contains(alert.Rule, StringComparer.OrdinalIgnoreCase))
        && (scope.Count == 0 || alert.Resources.Any(resource => scope.Any(within => IsIn(resource, within))));

    private static bool IsIn(string resource, string scope) =>
        resource.StartsWith(scope, StringComparison.OrdinalIgnoreCase) && (resource.Length == scope.Length || scope.EndsWith('/') || resource[scope.Length] == '/');
}
