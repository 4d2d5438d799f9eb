namespace Releases.Judgement.Alerts;

/// <summary>An alert of Azure Monitor that has fired.</summary>
/// <param name="Id">Azure Monitor's own id; that of the alert's end is the same.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity"><c>Sev0</c> to <c>Sev4</c>.</param>
/// <param name="Resources">Resource ids of what it is about.</param>
/// <param name="FiredAt">When it fired.</param>
public sealed record Alert(string Id, string Rule, string Severity, IReadOnlyList<string> Resources, DateTimeOffset FiredAt)
{
    public override string ToString() => FormattableString.Invariant($"{Severity} alert of {Rule}, fired at {FiredAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
