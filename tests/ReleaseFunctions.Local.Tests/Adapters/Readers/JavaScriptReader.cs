using System.Text.Json;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>All flags of a store as a service on Node.js sees them.</summary>
internal static class JavaScriptReader
{
    public static async Task<IReadOnlyDictionary<string, Reading>> ReadAsync(string connectionString, IReadOnlyList<ReaderUnit> units)
    {
        var (exitCode, output) = await NodeClients.RunAsync(
            "feature-management.mjs", ("APPCONFIG_CONNECTION_STRING", connectionString), ("UNITS", JsonSerializer.Serialize(units)));
        Assert.True(exitCode == 0, output);
        return JsonSerializer.Deserialize<Dictionary<string, Reading>>(output.Split('\n')[0], JsonSerializerOptions.Web)!;
    }
}
