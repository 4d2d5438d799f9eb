using YamlDotNet.Serialization;

namespace Infrastructure;

/// <summary>A file under .github as the maps and lists that it is.</summary>
internal sealed class Workflow
{
    private readonly Dictionary<object, object> _root;

    internal Workflow(string path)
    {
        Text = Repository.Read(path);
        _root = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Text);
    }

    internal static IEnumerable<string> Paths => Directory.EnumerateFiles(Repository.PathOf(".github/workflows"), "*.yml")
        .Select(file => Path.GetRelativePath(Repository.Root, file));

    /// <summary>Workflows and composite actions.</summary>
    internal static IEnumerable<string> PathsWithSteps => [.. Paths, .. Actions];

    internal string Text { get; }

    internal object? this[string key] => _root.GetValueOrDefault(key);

    internal IEnumerable<Dictionary<object, object>> Jobs => Map("jobs").Values.Cast<Dictionary<object, object>>();

    internal IEnumerable<Dictionary<object, object>> Steps => _root.ContainsKey("runs")
        ? StepsOf(Map("runs"))
        : Jobs.SelectMany(StepsOf);

    internal Dictionary<object, object> Map(string key) => (Dictionary<object, object>)_root[key];

    private static IEnumerable<string> Actions => Directory.Exists(Repository.PathOf(".github/actions"))
        ? Directory.EnumerateFiles(Repository.PathOf(".github/actions"), "action.yml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file))
        : [];

    private static IEnumerable<Dictionary<object, object>> StepsOf(Dictionary<object, object> holder) =>
        ((List<object>)holder["steps"]).Cast<Dictionary<object, object>>();
}
