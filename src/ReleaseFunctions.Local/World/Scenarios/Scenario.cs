using System.Text.Json;

namespace ReleaseFunctions.Local.World.Scenarios;

/// <summary>What goes wrong in the local world, and when: <c>{ "steps": [ … ] }</c>.</summary>
public sealed record Scenario(IReadOnlyList<ScenarioStep> Steps)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="InvalidDataException">The text is no scenario; the message says where it is wrong.</exception>
    public static Scenario Parse(string text)
    {
        Scenario? scenario;
        try
        {
            scenario = JsonSerializer.Deserialize<Scenario>(text, Json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The scenario is wrong at {error.Path}, line {error.LineNumber + 1}: {error.Message}", error);
        }

        foreach (var (step, index) in (scenario?.Steps ?? throw new InvalidDataException("The scenario has no steps.")).Select((step, index) => (step, index)))
        {
            Check(step, index);
        }

        return scenario;
    }

    private static void Check(ScenarioStep step, int index)
    {
        InvalidDataException Wrong(string why) => new($"Step {index + 1} of the scenario: {why}");

        var kinds = new object?[] { step.AppConfiguration, step.LogAnalytics, step.Pipeline }.Count(kind => kind is not null);
        if (kinds != 1)
        {
            throw Wrong("exactly one of appConfiguration, logAnalytics and pipeline is needed.");
        }

        if (step.At < TimeSpan.Zero || step.For <= TimeSpan.Zero)
        {
            throw Wrong("'at' is not before the start, and 'for' is more than nothing.");
        }

        if (step.LogAnalytics is null && step.Environment is null)
        {
            throw Wrong("it needs an environment.");
        }

        if (step.Pipeline is not null && step.Faults is not { Count: > 0 })
        {
            throw Wrong("a pipeline needs faults.");
        }

        if (Problems(step).FirstOrDefault() is { } problem)
        {
            throw Wrong(problem);
        }
    }

    private static IEnumerable<string> Problems(ScenarioStep step) =>
        new[] { step.AppConfiguration?.Problem, step.LogAnalytics?.Problem }.Concat((step.Faults ?? []).Select(fault => fault.Problem)).OfType<string>();
}
