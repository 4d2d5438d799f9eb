using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infrastructure;

/// <summary>What a deployment with given parameters makes: the snapshot beside its parameters, with every expression evaluated that can be.</summary>
internal sealed class Deployment
{
    private readonly JsonArray _resources;

    private Deployment(string name)
    {
        Text = Repository.Read($"tests/Infrastructure/deployments/{name}.snapshot.json");
        _resources = JsonSerializer.Deserialize<JsonObject>(Text)!["predictedResources"]!.AsArray();
    }

    /// <summary>With nothing given.</summary>
    internal static Deployment FromNothing { get; } = new("from-nothing");

    /// <summary>With every choice taken and one environment's store and workspace given.</summary>
    internal static Deployment Everything { get; } = new("everything");

    internal static IEnumerable<Deployment> All => [FromNothing, Everything];

    internal string Text { get; }

    internal IEnumerable<JsonObject> Resources => _resources.Select(resource => resource!.AsObject());

    internal IEnumerable<JsonObject> Of(string type) => Resources.Where(resource => (string?)resource["type"] == type);

    /// <summary>The app's settings. What only the deployment itself finds out stays an expression.</summary>
    internal IReadOnlyDictionary<string, string> AppSettings => Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);
}
