namespace ReleaseFunctions.Local.Tests.AppConfiguration;

public sealed class JavaScriptClientTests
{
    [Theory]
    [InlineData("@azure/app-configuration")]
    [InlineData("app-configuration-1-9")]
    public async Task RoundTrip_WithTheJavaScriptClient_FindsNoDifference(string package)
    {
        await using var store = await LocalStore.StartAsync();

        var (exitCode, output) = await NodeClients.RunAsync("app-configuration.mjs", ("APPCONFIG_CONNECTION_STRING", store.Endpoint.ConnectionString), ("APPCONFIG_PACKAGE", package));

        Assert.True(exitCode == 0, output);
        Assert.True(store.Endpoint.Requests.Of("PUT", "/kv/{key}") > 100, "The script wrote hardly anything.");
    }
}
