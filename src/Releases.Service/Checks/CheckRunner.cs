using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Releases.Service.Checks;

/// <summary>Runs the checks of pinned plans. Asking for the same run again begins no second one.</summary>
public sealed class CheckRunner(PinnedPlans plans, CheckClient client, CheckSettings settings, TimeProvider time)
{
    public async Task<ReleaseEvent> RunAsync(Effect.RunCheck check, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadAsync(check.PlanHash, cancellationToken);
        try
        {
            return new ReleaseEvent.CheckAnswered(check.Check, plan.Checks.First(known => known.Name == check.Check).Call switch
            {
                CheckCall.Http http => await new HttpCheck(client, settings, time).AskAsync(http, check, cancellationToken),
                CheckCall.Workflow workflow => await new WorkflowCheck(client, settings, time).AskAsync(workflow, check, cancellationToken),
                var call => throw new InvalidOperationException($"Unknown call '{call.GetType().Name}'."),
            });
        }
        catch (Exception problem) when (problem is HttpRequestException or TimeoutException or IOException)
        {
            return check.Failed(problem.Message);
        }
    }
}
