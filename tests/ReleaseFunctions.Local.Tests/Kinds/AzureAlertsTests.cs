using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Environments;
using Releases.Azure.Identity;
using Releases.Judgement;
using Releases.Judgement.Alerts;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Azure's own list of fired alerts, asked by the product's client of the local world's.</summary>
public sealed class AzureAlertsTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static int _groups;

    private readonly string _group = $"/subscriptions/11111111-0000-0000-0000-000000000000/resourceGroups/alerts-{Interlocked.Increment(ref _groups)}";

    [Fact]
    public async Task Ask_Scope_HasWhatFiresThere_AndNotWhatHasEndedOrWasClosed()
    {
        await ReportAsync(("a", -5, "Fired", "New"), ("b", -10, "Fired", "Acknowledged"), ("c", -15, "Fired", "New"), ("c", -15, "Resolved", "New"), ("d", -20, "Fired", "Closed"), ("old", -32 * 24 * 60, "Fired", "New"));

        var fired = await Alerts(_group).AskAsync(CancellationToken.None);

        Assert.Null(fired.Problem);
        Assert.Equal(["Sev2 alert of orders-a", "Sev2 alert of orders-b"], fired.Firing.Select(alert => alert.ToString().Split(',')[0]));
        Assert.Equal([$"{_group}/providers/Microsoft.ServiceBus/namespaces/orders"], fired.Firing[0].Resources);
        Assert.Equal(Now.AddMinutes(-5), fired.Firing[0].FiredAt);
        Assert.Empty((await Alerts($"{_group}-other").AskAsync(CancellationToken.None)).Firing);
    }

    [Fact]
    public async Task Ask_MoreThanAPage_ReadsOn()
    {
        await ReportAsync([.. Enumerable.Range(0, 260).Select(alert => ($"n{alert:000}", -(double)alert, "Fired", "New"))]);

        Assert.Equal(260, (await Alerts(_group).AskAsync(CancellationToken.None)).Firing.Count);
    }

    /// <summary>What cannot be asked must not look calm.</summary>
    [Fact]
    public async Task Ask_WhereAzureRefuses_IsAProblem_WhateverElseIsKnown()
    {
        trial.Endpoint.Faults.Settings = new FaultSettings { ErrorNext = 10, ErrorStatus = 501 };
        var fired = await Alerts(_group).AskAsync(CancellationToken.None);
        trial.Endpoint.Faults.Settings = new FaultSettings();
        var question = new Question.Alerts(["orders-a"], []);
        var reported = new FiredAlerts([new Alert("/alerts/1", "orders-a", "Sev1", [], Now)]);

        Assert.Equal("Http501", fired.Problem!.Code);
        Assert.StartsWith($"the alerts of {_group} could not be asked for: ", fired.Problem.Message, StringComparison.Ordinal);
        Assert.Same(fired.Problem, AlertAnswer.Of(question, [new FiredAlerts([]), fired], Now.AddMinutes(-1)));
        Assert.Same(fired.Problem, AlertAnswer.Of(question, [reported, fired], Now.AddMinutes(1)));
        Assert.Equal(1, Assert.Single(Assert.IsType<Measurement.Series>(AlertAnswer.Of(question, [reported, fired], Now.AddMinutes(-1))).Points).Number);
    }

    private IFiredAlerts Alerts(string scope) => new AzureEnvironments(
        [
            new EnvironmentSettings
            {
                Name = "production",
                AppConfigurationConnectionString = "Endpoint=http://127.0.0.1:1;Id=i;Secret=c2VjcmV0",
                WorkspaceId = trial.NewWorkspace(),
                LogsEndpoint = trial.Endpoint.Url,
                LogsCertificateHash = trial.Endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256),
                AlertScopes = [scope],
            },
        ],
        new LoopbackCredential(),
        TimeProvider.System).Find("production")!.Alerts!;

    private Task ReportAsync(params (string Name, double Minute, string Condition, string State)[] alerts) => trial.AppendAsync(KindTrial.Workspace(0), "FiredAlerts",
    [
        .. alerts.Select((alert, index) => new JsonObject
        {
            ["TimeGenerated"] = Now.AddSeconds(index).UtcDateTime.ToString("o"),
            ["Id"] = $"{_group}/providers/Microsoft.AlertsManagement/alerts/{alert.Name}",
            ["Rule"] = $"{_group}/providers/Microsoft.Insights/scheduledQueryRules/orders-{alert.Name}",
            ["Severity"] = "Sev2",
            ["Resource"] = $"{_group}/providers/Microsoft.ServiceBus/namespaces/orders",
            ["FiredAt"] = Now.AddMinutes(alert.Minute).UtcDateTime.ToString("o"),
            ["Condition"] = alert.Condition,
            ["State"] = alert.State,
        }),
    ]);
}
