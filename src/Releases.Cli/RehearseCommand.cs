using System.CommandLine;

namespace Releases.Cli;

/// <summary>Rehearses a plan in the service, which knows the environments and remembers that it was rehearsed.</summary>
internal static class RehearseCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var plan = PlanFile.Argument();
        var runs = new Option<int>("--runs") { Description = "Runs in all, dealt out over the scenarios.", DefaultValueFactory = _ => 300 };
        var seed = new Option<long>("--seed") { Description = "The first run's seed: the same plan, seed and runs give the same report.", DefaultValueFactory = _ => 1 };
        var report = new Option<FileInfo?>("--report") { Description = "Where to write the report: .html, .md or .json. Without it, Markdown is printed." };
        var command = new Command("rehearse", "Rehearses a plan in virtual time against everything that may happen to it, and starts nothing.") { plan, runs, seed, report };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var text = await File.ReadAllTextAsync(parse.GetRequiredValue(plan).FullName, cancellationToken);
            var file = parse.GetValue(report);
            var answer = await api.RehearseAsync(text, parse.GetValue(runs), parse.GetValue(seed), FormatOf(file), cancellationToken);
            return await parse.TellAsync(answer, async told =>
            {
                await (file is null ? parse.InvocationConfiguration.Output.WriteLineAsync(told) : File.WriteAllTextAsync(file.FullName, told, cancellationToken));
                return ExitCodes.Done;
            });
        });
        return command;
    }

    private static string FormatOf(FileInfo? file) => file?.Extension.ToLowerInvariant() switch
    {
        ".html" => "html",
        ".json" => "json",
        _ => "markdown",
    };
}
