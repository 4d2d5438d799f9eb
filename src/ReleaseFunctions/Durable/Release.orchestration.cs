using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Releases.Lifecycle;

namespace ReleaseFunctions.Durable;

/// <summary>
/// A release as a Durable orchestration. The instance's id is the release's. What it decides, it decides in
/// <see cref="ReleaseMachine"/>; what it remembers is its input and the little that happened since.
/// </summary>
public static class ReleaseOrchestration
{
    /// <summary>The orchestration's name.</summary>
    public const string Name = "Release";

    /// <summary>The event that wakes it. It says nothing else: what was asked for lies in the inbox.</summary>
    public const string Doorbell = "doorbell";

    /// <summary>Runs one generation: to the release's end, or to where it continues as new.</summary>
    /// <returns>How the release ended, in words; nothing where it goes on.</returns>
    [Function(Name)]
    public static async Task<string?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ReleaseInput input)
    {
        var state = StateDocument.Read(input.State);
        var driver = new DurableDriver(context, state, input.Rang);
        if (input.SleepUntil is { } until)
        {
            await driver.SleepAsync(until);
        }

        var flow = ReleaseFlow.RunAsync(state, driver);
        if (await Task.WhenAny(flow, driver.Renewed) == flow)
        {
            var ended = await flow;
            return $"{ended.Outcome}: {ended.Reason}";
        }

        context.ContinueAsNew(await driver.Renewed);
        return null;
    }
}
