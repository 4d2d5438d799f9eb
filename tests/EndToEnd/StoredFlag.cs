using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.AppConfiguration;

namespace EndToEnd;

/// <summary>The flag of an environment to the letter. The client's own type for flags would rewrite it.</summary>
internal sealed record StoredFlag(string Value, string? ContentType, IReadOnlyDictionary<string, string> Tags)
{
    internal static async Task<StoredFlag> OfAsync(HostProcess host, string environment)
    {
        var response = await host.StoreOf(environment).GetConfigurationSettingAsync(Flags.Key);
        var setting = JsonDocument.Parse(response.GetRawResponse().Content).RootElement;
        return new StoredFlag(
            setting.GetProperty("value").GetString()!,
            setting.GetProperty("content_type").GetString(),
            setting.GetProperty("tags").Deserialize<Dictionary<string, string>>()!);
    }

    /// <summary>What a person does in the portal: change the document and keep all else, our tags too. Gives the new document.</summary>
    internal static async Task<string> EditAsync(HostProcess host, string environment, Action<JsonObject> edit)
    {
        var flag = await OfAsync(host, environment);
        var document = JsonNode.Parse(flag.Value)!.AsObject();
        edit(document);
        await (flag with { Value = document.ToJsonString() }).WriteAsync(host, environment);
        return document.ToJsonString();
    }

    internal async Task WriteAsync(HostProcess host, string environment)
    {
        var setting = new ConfigurationSetting(Flags.Key, Value) { ContentType = ContentType };
        foreach (var (name, value) in Tags)
        {
            setting.Tags[name] = value;
        }

        await host.StoreOf(environment).SetConfigurationSettingAsync(setting);
    }

    /// <summary>How often the flag has been written.</summary>
    internal static async Task<int> RevisionsAsync(HostProcess host, string environment)
    {
        var count = 0;
        await foreach (var _ in host.StoreOf(environment).GetRevisionsAsync(new SettingSelector { KeyFilter = Flags.Key }))
        {
            count++;
        }

        return count;
    }
}
