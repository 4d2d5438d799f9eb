using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Infrastructure;

/// <summary>The hooks for sh, with an azd that only notes what it is asked. Those for PowerShell do the same; only people run them.</summary>
public sealed class HookTests : IDisposable
{
    private const string FakeAzd = """
        #!/bin/sh
        case "$1 $2" in
          "auth token") echo '{"token": "graph-token"}' ;;
          *) echo "$@" >> "$AZD_NOTES" ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hooks");

    private string Notes => Path.Combine(_folder.FullName, "notes");

    [Fact]
    public async Task Preprovision_FirstTime_MakesTheAppRegistrationWithItsRoles_AndKeepsItsId()
    {
        using var graph = new FakeGraph();

        var (exitCode, output) = await RunAsync("preprovision.sh", ("GRAPH_ENDPOINT", graph.Address), ("AZURE_ENV_NAME", "try"));

        Assert.Equal((0, true), (exitCode, output.Contains("client-1", StringComparison.Ordinal)));
        Assert.Equal("env set ENTRA_CLIENT_ID client-1", (await File.ReadAllTextAsync(Notes, TestContext.Current.CancellationToken)).Trim());
        var calls = graph.Calls.ToList();
        Assert.Equal(["POST /v1.0/applications", "PATCH /v1.0/applications/object-1", "POST /v1.0/servicePrincipals"], calls.Select(call => call.Call));
        Assert.All(calls, call => Assert.Equal("Bearer graph-token", call.Authorization));
        Assert.Equal("ReleaseFunctions (try)", (string?)calls[0].Body["displayName"]);
        Assert.Equal(["Reader", "Starter", "Approver", "Operator", "Administrator", "Alerter"], calls[0].Body["appRoles"]!.AsArray().Select(role => (string?)role!["value"]));
        Assert.Equal("api://client-1", (string?)Assert.Single(calls[1].Body["identifierUris"]!.AsArray()));
        var allowed = Assert.Single(calls[1].Body["api"]!["preAuthorizedApplications"]!.AsArray())!;
        Assert.Equal((string?)calls[0].Body["api"]!["oauth2PermissionScopes"]![0]!["id"], (string?)Assert.Single(allowed["delegatedPermissionIds"]!.AsArray()));
    }

    [Fact]
    public async Task Preprovision_IdIsKnown_DoesNothing()
    {
        using var graph = new FakeGraph();

        var (exitCode, _) = await RunAsync("preprovision.sh", ("GRAPH_ENDPOINT", graph.Address), ("AZURE_ENV_NAME", "try"), ("ENTRA_CLIENT_ID", "client-0"));

        Assert.Equal(0, exitCode);
        Assert.Empty(graph.Calls);
        Assert.False(File.Exists(Notes));
    }

    [Fact]
    public async Task Preprovision_DirectoryRefuses_SaysSo_AndTheDeploymentGoesOn()
    {
        using var graph = new FakeGraph { Refuses = true };

        var (exitCode, output) = await RunAsync("preprovision.sh", ("GRAPH_ENDPOINT", graph.Address), ("AZURE_ENV_NAME", "try"));

        Assert.Equal(0, exitCode);
        Assert.Contains("does not let you make an app registration", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Notes));
    }

    [Fact]
    public async Task Postup_SaysTheAddress_AndACommandThatStartsASampleThatIsThere()
    {
        var (exitCode, output) = await RunAsync(
            "postup.sh",
            ("SERVICE_API_URI", "https://func.example"),
            ("API_SCOPE", "api://client-1/.default"),
            ("APP_CONFIGURATION_ENDPOINTS", """["https://a.azconfig.io","https://b.azconfig.io"]"""));

        Assert.Equal(0, exitCode);
        Assert.Contains("The API answers at https://func.example", output, StringComparison.Ordinal);
        Assert.Contains("https://func.example/api/releases", output, StringComparison.Ordinal);
        Assert.Contains("--endpoint https://a.azconfig.io ", output, StringComparison.Ordinal);
        Assert.Contains("--endpoint https://b.azconfig.io ", output, StringComparison.Ordinal);
        Assert.Contains("--data-binary @samples/plans/llm-serving-v2.yaml", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathOf("samples/plans/llm-serving-v2.yaml")));
    }

    [Fact]
    public void Roles_AreOfferedToPeopleAndToApplications()
    {
        var roles = JsonNode.Parse(Repository.Read("infra/hooks/app-registration.json"))!["appRoles"]!.AsArray();

        Assert.All(roles, role => Assert.Equal(["User", "Application"], role!["allowedMemberTypes"]!.AsArray().Select(member => (string?)member)));
        Assert.Equal(roles.Count, roles.Select(role => (string?)role!["id"]).Distinct().Count());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> RunAsync(string hook, params (string Name, string Value)[] environment)
    {
        var azd = Path.Combine(_folder.FullName, "azd");
        await File.WriteAllTextAsync(azd, FakeAzd);
        var start = new ProcessStartInfo("sh", ["-c", "chmod +x \"$1\" && exec \"$2\"", "sh", azd, Repository.PathOf($"infra/hooks/{hook}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("ENTRA_CLIENT_ID");
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["AZD_NOTES"] = Notes;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }
}
