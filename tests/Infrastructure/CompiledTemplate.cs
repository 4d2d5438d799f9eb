using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infrastructure;

/// <summary>infra/main.bicep as the ARM template that Azure gets, compiled once for all tests.</summary>
public sealed class CompiledTemplate : IAsyncLifetime
{
    internal BicepRun Run { get; private set; } = new(-1, "", "");

    internal JsonObject Root { get; private set; } = [];

    /// <summary>The template and the templates of its modules, each with its path.</summary>
    internal IEnumerable<(string Path, JsonObject Template)> Templates => TemplatesOf("main", Root);

    /// <summary>Every resource of every template, deployments of modules included.</summary>
    internal IEnumerable<(string Path, JsonObject Resource)> Resources => Templates.SelectMany(template => ResourcesOf(template.Template)
        .Select(resource => ($"{template.Path}/{resource.Name}", resource.Resource)));

    public async ValueTask InitializeAsync()
    {
        Run = await BicepRun.OfAsync("build", "infra/main.bicep", "--stdout");
        if (Run.ExitCode == 0)
        {
            Root = JsonSerializer.Deserialize<JsonObject>(Run.Output)!;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<(string Path, JsonObject Template)> TemplatesOf(string path, JsonObject template)
    {
        yield return (path, template);
        foreach (var (name, resource) in ResourcesOf(template))
        {
            if (resource["properties"] is JsonObject properties && properties["template"] is JsonObject nested)
            {
                foreach (var found in TemplatesOf($"{path}/{name}", nested))
                {
                    yield return found;
                }
            }
        }
    }

    private static IEnumerable<(string Name, JsonObject Resource)> ResourcesOf(JsonObject template) =>
        template["resources"]!.AsObject().Select(pair => (pair.Key, pair.Value!.AsObject()));
}
