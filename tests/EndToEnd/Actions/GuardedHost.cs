using Azure.Data.AppConfiguration;
using Releases.Service.Tests.Access;

namespace EndToEnd.Actions;

/// <summary>A real host that takes tokens of a local issuer in GitHub's place.</summary>
public sealed class GuardedHost : IAsyncLifetime
{
    internal const string Starting = "repo:octo/orders:environment:production";
    internal const string Approving = "repo:octo/approvals:ref:refs/heads/main";

    private HostProcess? _host;

    internal TokenIssuingServer Issuer { get; } = new();

    internal HostProcess Host => _host ?? throw new InvalidOperationException("The host is not up.");

    internal string Api => Host.Http.BaseAddress!.ToString();

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync(
        $"--Authentication:GitHub:Issuer={Issuer.GitHub}",
        $"--Authentication:GitHub:Audience={TokenIssuingServer.Audience}",
        $"--Authentication:GitHub:Subjects:0:Pattern={Starting}",
        "--Authentication:GitHub:Subjects:0:Roles:0=Starter",
        $"--Authentication:GitHub:Subjects:1:Pattern={Approving}",
        "--Authentication:GitHub:Subjects:1:Roles:0=Approver");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Issuer.Dispose();
    }

    /// <summary>The API as a job of a workflow sees it.</summary>
    internal HttpClient ForWorkflow(string subject, string actor)
    {
        var http = new HttpClient { BaseAddress = Host.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Issuer.ForWorkflow(subject, actor));
        return http;
    }

    /// <summary>Runs the action as a job that GitHub gives tokens to.</summary>
    internal async Task<ActionRun> StartReleaseAsync(string plan, string subject = Starting, string? api = null, params (string Name, string Value)[] inputs)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.yaml");
        await File.WriteAllTextAsync(file, plan);
        try
        {
            Issuer.Job = audience => Issuer.ForWorkflow(subject, "ada", token => token.Audience = audience);
            var all = inputs.ToDictionary(input => input.Name, input => input.Value);
            all["plan"] = file;
            all["api-url"] = api ?? Api;
            all.TryAdd("audience", TokenIssuingServer.Audience);
            return await ActionRun.OfAsync("start-release", all, new()
            {
                ["ACTIONS_ID_TOKEN_REQUEST_URL"] = Issuer.JobAddress,
                ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "the-request-token",
                ["GITHUB_REPOSITORY"] = "octo/orders",
                ["GITHUB_RUN_ID"] = Guid.NewGuid().ToString("N"),
                ["GITHUB_RUN_ATTEMPT"] = "1",
                ["LOOK_EVERY"] = "1",
                ["PATIENCE"] = "3",
            });
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal async Task TurnOffAsync()
    {
        foreach (var environment in new[] { "staging", "production" })
        {
            await Host.StoreOf(environment).SetConfigurationSettingAsync(new FeatureFlagConfigurationSetting("llm.batched-decoding", isEnabled: false));
        }
    }
}
