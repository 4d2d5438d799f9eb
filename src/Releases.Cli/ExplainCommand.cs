using System.CommandLine;
using Releases.Explanations;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Cli;

/// <summary>Shows what a plan asks; needs no service.</summary>
internal static class ExplainCommand
{
    internal static Command Of()
    {
        var plan = PlanFile.Argument();
        var stage = new Option<string?>("--stage") { Description = "Only this stage." };
        var libraries = LibraryFiles.Option();
        var command = new Command("explain", "Shows what a plan asks in each stage: every query and request, as it is sent.") { plan, stage, libraries };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var (file, output) = (parse.GetRequiredValue(plan), parse.InvocationConfiguration.Output);
            if (await LibraryFiles.ReadAsync(parse.GetValue(libraries) ?? [], output, cancellationToken) is not { } known)
            {
                return ExitCodes.Refused;
            }

            switch (PlanReader.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken), libraries: known))
            {
                case PlanReading.Valid valid:
                    var course = CourseCompiler.Compile(valid.Plan, [.. valid.Plan.Stages.Select(known => known.Environment).Distinct().Select(name => new CourseEnvironment(name, false, TimeSpan.Zero, TimeSpan.Zero))]);
                    await WriteAsync(output, ExplanationOf.Plan(valid, course, TimeProvider.System.GetUtcNow()), parse.GetValue(stage));
                    return ExitCodes.Done;
                case PlanReading.Invalid invalid:
                    await LintCommand.WriteAsync(output, file, "error", invalid.Errors);
                    return ExitCodes.Refused;
                case var other:
                    throw new InvalidOperationException($"Unknown reading '{other.GetType().Name}'.");
            }
        });
        return command;
    }

    private static async Task WriteAsync(TextWriter output, Explanation explanation, string? only)
    {
        foreach (var stage in explanation.Stages.Where(stage => only is null || stage.Stage == only))
        {
            await output.WriteLineAsync($"# {stage.Stage}: {stage.Exposure} in {stage.Environment}{(stage.Criteria.Count == 0 ? ", judged by nothing" : "")}");
            foreach (var criterion in stage.Criteria)
            {
                await output.WriteLineAsync($"\n## {criterion.Criterion}: fails on {criterion.FailsWhen}; every {criterion.Every}, {criterion.Counts}");
                foreach (var question in criterion.Asks)
                {
                    await output.WriteLineAsync($"\n// asks {question.Of}\n{question.Request}");
                }
            }

            await output.WriteLineAsync();
        }
    }
}
