using System.Text.Json;

namespace EndToEnd;

/// <summary>The local world on its own: what a Functions host is run against.</summary>
public sealed class NoDriverTests
{
    [Fact]
    public async Task World_WithoutADriver_ComesUpWithSettingsForFunctionsAndRunsNoReleases()
    {
        await using var host = await HostProcess.StartAsync("--no-driver");

        Assert.False(host.Addresses.TryGetProperty("api", out var api) && api.ValueKind != JsonValueKind.Null, "There is an API, and nothing that would run what it starts.");
        Assert.False(await host.IsOnAsync("production"));
        var file = Path.Combine(host.Folder, "local.settings.json");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), "The key of the API is in it.");
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var values = settings.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).ToList();
        Assert.Superset(
            new HashSet<string> { "AzureWebJobsStorage", "Authentication__Key", "Environments__staging__WorkspaceId", "Environments__production__AppConfigurationConnectionString" },
            values.ToHashSet());
        Assert.False(File.Exists(Path.Combine(host.Folder, "journal.db")), "A driver has opened its journal.");
    }
}
