using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd;

/// <summary>The faults of an environment's store, switched on and off while the host runs.</summary>
internal static class StoreFaults
{
    private static readonly HttpClient Http = new();

    /// <summary>Arms a fault; the body is as docs/reference/local-app-configuration.md has it.</summary>
    internal static async Task BreakAsync(this HostProcess host, string environment, object fault)
    {
        using var response = await Http.PutAsJsonAsync(host.FaultsOf(environment), fault);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Disarms all faults. Writes that are held stay so.</summary>
    internal static async Task MendAsync(this HostProcess host, string environment)
    {
        using var response = await Http.DeleteAsync(host.FaultsOf(environment));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>How many faults are armed still, and how many writes are held.</summary>
    internal static async Task<(int Armed, int HeldWrites)> FaultsAsync(this HostProcess host, string environment)
    {
        var state = await Http.GetFromJsonAsync<JsonElement>(host.FaultsOf(environment));
        return (state.GetProperty("faults").GetArrayLength(), state.GetProperty("heldWrites").GetInt32());
    }

    /// <summary>Lets the held writes land; gives the HTTP status that each came to.</summary>
    internal static async Task<IReadOnlyList<int>> ReleaseHeldWritesAsync(this HostProcess host, string environment)
    {
        using var response = await Http.PostAsync(new Uri(host.EndpointOf(environment), "_local/faults/release"), content: null);
        return [.. (await response.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(write => write.GetProperty("status").GetInt32())];
    }

    private static Uri FaultsOf(this HostProcess host, string environment) => new(host.EndpointOf(environment), "_local/faults");
}
