using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace EndToEnd.Actions;

/// <summary>A composite action, its steps run one after the other as a runner of GitHub does: inputs into the environment, then bash.</summary>
internal sealed partial class ActionRun
{
    private static readonly string Folder = typeof(ActionRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ActionsFolder").Value!;

    private ActionRun(int exitCode, string log, string summary, IReadOnlyDictionary<string, string> outputs) =>
        (ExitCode, Log, Summary, Outputs) = (exitCode, log, summary, outputs);

    internal int ExitCode { get; }

    /// <summary>What the job's log has, commands of GitHub included.</summary>
    internal string Log { get; }

    internal string Summary { get; }

    /// <summary>The action's outputs.</summary>
    internal IReadOnlyDictionary<string, string> Outputs { get; }

    internal IEnumerable<string> Annotations => Log.Split('\n').Where(line => line.StartsWith("::error", StringComparison.Ordinal) || line.StartsWith("::warning", StringComparison.Ordinal));

    internal static async Task<ActionRun> OfAsync(string action, Dictionary<string, string> inputs, Dictionary<string, string?> environment)
    {
        var path = Path.Combine(Folder, action);
        var description = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(await File.ReadAllTextAsync(Path.Combine(path, "action.yml")));
        var values = Map(description["inputs"]).ToDictionary(input => (string)input.Key, input => (string?)Map(input.Value).GetValueOrDefault("default") ?? "");
        Assert.All(inputs.Keys, name => Assert.Contains(name, values.Keys));
        foreach (var (name, value) in inputs)
        {
            values[name] = value;
        }

        var folder = Directory.CreateTempSubdirectory("action-");
        try
        {
            var (exitCode, log) = (0, "");
            foreach (var step in ((List<object>)Map(description["runs"])["steps"]).Select(Map).TakeWhile(_ => exitCode == 0))
            {
                Assert.Equal("bash", step["shell"]);
                var start = Start((string)step["run"], folder.FullName, path);
                foreach (var (name, value) in Map(step["env"]))
                {
                    start.Environment[(string)name] = Expression().Replace((string)value, found => values[found.Groups["input"].Value]);
                }

                foreach (var (name, value) in environment)
                {
                    start.Environment[name] = value;
                }

                (exitCode, log) = await RunAsync(start);
            }

            var outputs = (await ReadAsync(folder, "output")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
            var mapped = Map(description["outputs"]).Keys.Cast<string>().Where(outputs.ContainsKey).ToDictionary(name => name, name => outputs[name]);
            return new ActionRun(exitCode, log, await ReadAsync(folder, "summary"), mapped);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo Start(string script, string folder, string actionPath)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        start.Environment["GITHUB_ACTION_PATH"] = actionPath;
        start.Environment["GITHUB_OUTPUT"] = Path.Combine(folder, "output");
        start.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(folder, "summary");
        return start;
    }

    private static async Task<(int ExitCode, string Log)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await errors);
    }

    private static async Task<string> ReadAsync(DirectoryInfo folder, string name)
    {
        var file = Path.Combine(folder.FullName, name);
        return File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    [GeneratedRegex(@"\$\{\{ inputs\.(?<input>[\w-]+) \}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();
}
