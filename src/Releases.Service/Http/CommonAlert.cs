using Releases.Judgement.Alerts;

namespace Releases.Service.Http;

/// <summary>The part of Azure Monitor's common alert schema that is looked at.</summary>
/// <param name="SchemaId">Always <c>azureMonitorCommonAlertSchema</c>.</param>
public sealed record CommonAlert(string? SchemaId, CommonAlertData? Data)
{
    /// <summary>The only schema that is understood.</summary>
    public const string Schema = "azureMonitorCommonAlertSchema";

    private const int Longest = 500;

    /// <summary>The alert, and whether it has ended; or what is missing.</summary>
    public (Alert? Alert, bool Ended, string? Error) Read()
    {
        var essentials = Data?.Essentials;
        return (SchemaId, essentials) switch
        {
            (not Schema, _) => Wrong($"schemaId must be {Schema}: switch the common alert schema on in the action group."),
            (_, null) => Wrong("data.essentials is missing."),
            (_, { AlertId: null or "" or { Length: > Longest } }) => Wrong("data.essentials.alertId is missing, or too long."),
            (_, { AlertRule: null or "" or { Length: > Longest } }) => Wrong("data.essentials.alertRule is missing, or too long."),
            (_, { FiredDateTime: null }) => Wrong("data.essentials.firedDateTime is missing."),
            (_, { MonitorCondition: not ("Fired" or "Resolved") }) => Wrong("data.essentials.monitorCondition is neither Fired nor Resolved."),
            var (_, known) => (
                new Alert(known.AlertId, known.AlertRule, known.Severity is "Sev0" or "Sev1" or "Sev2" or "Sev3" or "Sev4" ? known.Severity : "Sev?", [.. known.AlertTargetIDs ?? []], known.FiredDateTime.Value),
                known.MonitorCondition == "Resolved",
                null),
        };

        static (Alert?, bool, string?) Wrong(string error) => (null, false, error);
    }
}

/// <summary>What the schema holds.</summary>
public sealed record CommonAlertData(CommonAlertEssentials? Essentials);

/// <summary>What every alert says, whatever it is about.</summary>
public sealed record CommonAlertEssentials(
    string? AlertId, string? AlertRule, string? Severity, string? MonitorCondition, IReadOnlyList<string>? AlertTargetIDs, DateTimeOffset? FiredDateTime);

/// <summary>What became of an alert.</summary>
/// <param name="Firing">Whether it is firing; not if its end was reported, now or before.</param>
/// <param name="Releases">The releases that were told, whose plans watch it.</param>
public sealed record AlertResponse(string Alert, bool Firing, IReadOnlyList<string> Releases);
