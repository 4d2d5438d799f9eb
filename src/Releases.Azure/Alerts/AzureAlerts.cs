using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Releases.Azure.Telemetry;
using Releases.Judgement;
using Releases.Judgement.Alerts;

namespace Releases.Azure.Alerts;

/// <summary>
/// Azure's own list of fired alerts (Microsoft.AlertsManagement), scope by scope. One that a person has closed fires no more: some rules never say
/// that an alert has ended.
/// </summary>
/// <param name="scopes">Ids of subscriptions, resource groups or resources; at least one.</param>
public sealed class AzureAlerts(IReadOnlyList<string> scopes, MonitorConnection monitor, TimeProvider time) : IFiredAlerts
{
    public const string ApiVersion = "2019-05-05-preview";

    /// <summary>How far back the service looks: the most that it does.</summary>
    private const string Range = "30d";

    /// <summary>Alerts that an answer has, and answers that are read of a scope: more that fire at a time are more than anybody judges by.</summary>
    private const int PageSize = 250;
    private const int MostPages = 4;

    private readonly Breaker _breaker = new("Azure's alert management", time);

    /// <inheritdoc/>
    public int Requests => scopes.Count;

    /// <inheritdoc/>
    public async Task<FiredAlerts> AskAsync(CancellationToken cancellationToken)
    {
        var firing = new List<Alert>();
        var answers = await _breaker.AskAsync(async (asked, token) => await Task.WhenAll(asked.Select(scope => AskAsync(scope, firing, token))), scopes, cancellationToken);
        return new FiredAlerts(firing, answers.OfType<Measurement.Error>().FirstOrDefault());
    }

    private async Task<Measurement> AskAsync(string scope, List<Alert> firing, CancellationToken cancellationToken)
    {
        var (found, failure) = await Answering.WithinAsync(token => ReadAsync(scope, token), time, cancellationToken);
        lock (firing)
        {
            firing.AddRange(found ?? []);
        }

        return failure is null
            ? new Measurement.Value(found!.Count, null)
            : failure with { Message = $"the alerts of {scope} could not be asked for: {failure.Message}" };
    }

    private async Task<List<Alert>> ReadAsync(string scope, CancellationToken cancellationToken)
    {
        var firing = new List<Alert>();
        Uri? next = null;
        for (var page = 0; page == 0 || (next is not null && page < MostPages); page++)
        {
            (var found, next) = await monitor.SendAsync(false, request => Write(request, scope, next), Read, cancellationToken);
            firing.AddRange(found);
        }

        return firing;
    }

    private void Write(Request request, string scope, Uri? next)
    {
        request.Method = RequestMethod.Get;
        request.Headers.Add(HttpHeader.Names.Accept, "application/json");
        if (next is not null && next.Authority == monitor.Management.Authority)
        {
            request.Uri.Reset(next);
            return;
        }

        request.Uri.Reset(monitor.Management);
        request.Uri.AppendPath($"{scope}/providers/Microsoft.AlertsManagement/alerts", escape: false);
        request.Uri.AppendQuery("monitorCondition", "Fired", escapeValue: true);
        request.Uri.AppendQuery("timeRange", Range, escapeValue: true);
        request.Uri.AppendQuery("pageCount", PageSize.ToString(CultureInfo.InvariantCulture), escapeValue: true);
        request.Uri.AppendQuery("api-version", ApiVersion, escapeValue: true);
    }

    private static (List<Alert> Alerts, Uri? Next) Read(BinaryData content)
    {
        var root = JsonSerializer.Deserialize<JsonElement>(content);
        var next = root.TryGetProperty("nextLink", out var link) && link.ValueKind == JsonValueKind.String && Uri.TryCreate(link.GetString(), UriKind.Absolute, out var uri) ? uri : null;
        return ([.. root.GetProperty("value").EnumerateArray().Where(alert => Essential(alert, "alertState") != "Closed" && Essential(alert, "monitorCondition") != "Resolved").Select(Of)], next);
    }

    private static Alert Of(JsonElement alert)
    {
        var (rule, severity) = (Essential(alert, "alertRule") ?? "", Essential(alert, "severity"));
        return new Alert(
            alert.GetProperty("id").GetString()!,
            rule[(rule.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/'),
            severity is "Sev0" or "Sev1" or "Sev2" or "Sev3" or "Sev4" ? severity : "Sev?",
            Essential(alert, "targetResource") is { Length: > 0 } target ? [target] : [],
            DateTimeOffset.Parse(Essential(alert, "startDateTime") ?? throw new FormatException("an alert says not when it fired"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static string? Essential(JsonElement alert, string name) =>
        alert.GetProperty("properties").GetProperty("essentials").TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
