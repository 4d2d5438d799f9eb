using System.CommandLine;
using Releases.Plans;

namespace Releases.Cli;

/// <summary>Checks a plan on this machine; needs no service.</summary>
internal static class LintCommand
{
    internal static Command Of()
    {
        var plan = PlanFile.Argument();
        var environments = new Option<string[]>("--environment") { Description = "An environment that the service knows; give it once for each. Without any, every name is taken." };
        var libraries = LibraryFiles.Option();
        var command = new Command("lint", "Checks a plan: all of its mistakes at once, each with its line and column.") { plan, environments, libraries };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var file = parse.GetRequiredValue(plan);
            var text = await File.ReadAllTextAsync(file.FullName, cancellationToken);
            var output = parse.InvocationConfiguration.Output;
            if (await LibraryFiles.ReadAsync(parse.GetValue(libraries) ?? [], output, cancellationToken) is not { } known)
            {
                return ExitCodes.Refused;
            }

            switch (parse.GetValue(environments) is { Length: > 0 } names ? PlanReader.Read(text, names, known) : PlanReader.Read(text, libraries: known))
            {
                case PlanReading.Valid valid:
                    await WriteAsync(output, file, "warning", valid.Warnings);
                    foreach (var used in valid.Used)
                    {
                        await output.WriteLineAsync($"{file}: {used.Criterion} is {used.From} of {used.Hash[..12]}");
                    }

                    await output.WriteLineAsync($"{file}: good; hash {valid.Hash}");
                    return ExitCodes.Done;
                case PlanReading.Invalid invalid:
                    await WriteAsync(output, file, "error", invalid.Errors);
                    return ExitCodes.Refused;
                case var other:
                    throw new InvalidOperationException($"Unknown reading '{other.GetType().Name}'.");
            }
        });
        return command;
    }

    internal static async Task WriteAsync(TextWriter output, FileInfo file, string level, IEnumerable<PlanError> found)
    {
        foreach (var error in found)
        {
            // As compilers write it: editors and CI find the place.
            await output.WriteLineAsync(FormattableString.Invariant($"{error.File ?? file.ToString()}({error.Line},{error.Column}): {level}: {error.Path}: {error.Message}"));
        }
    }
}
