namespace ReleaseFunctions.Local.World.Scenarios;

/// <summary>Plays a scenario on the world's clock. Steps that hit the same thing should not overlap: the end of one switches off what it switched on.</summary>
public sealed class ScenarioPlayer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _playing;

    private ScenarioPlayer(LocalWorld world, Scenario scenario, TimeProvider time) =>
        _playing = Task.WhenAll(scenario.Steps.Select(step => PlayAsync(world, step, time, _stop.Token)));

    /// <summary>Ends when the last step has; faulted if a step names what the world does not have.</summary>
    public Task Completion => _playing;

    /// <exception cref="InvalidDataException">A step names an environment or a pipeline that the world does not simulate.</exception>
    public static ScenarioPlayer Start(LocalWorld world, Scenario scenario, TimeProvider time)
    {
        foreach (var step in scenario.Steps)
        {
            var missing = step switch
            {
                { AppConfiguration: not null } => world.Stores.ContainsKey(step.Environment!) ? null : $"a store of '{step.Environment}'",
                { LogAnalytics: not null } => world.Logs is null ? "a telemetry endpoint" : null,
                _ => world.Pipelines.ContainsKey((step.Environment!, step.Pipeline!)) ? null : $"a pipeline '{step.Pipeline}' in '{step.Environment}'",
            };
            if (missing is not null)
            {
                throw new InvalidDataException($"The scenario needs {missing}, which this world does not simulate.");
            }
        }

        return new ScenarioPlayer(world, scenario, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task PlayAsync(LocalWorld world, ScenarioStep step, TimeProvider time, CancellationToken stop)
    {
        await Task.Delay(step.At, time, stop);
        var undo = Begin(world, step);
        if (step.For is { } duration)
        {
            await Task.Delay(duration, time, stop);
            undo();
        }
    }

    private static Action Begin(LocalWorld world, ScenarioStep step)
    {
        if (step.AppConfiguration is { } order)
        {
            // A store's faults end by themselves.
            world.Stores[step.Environment!].Faults.Arm(order.Fault(), order.Scope, order.Count, order.Duration ?? step.For);
            return () => { };
        }

        if (step.LogAnalytics is { } settings)
        {
            world.Logs!.Faults.Settings = settings;
            return () => world.Logs.Faults.Settings = new LogAnalytics.FaultSettings();
        }

        var pipeline = world.Pipelines[(step.Environment!, step.Pipeline!)];
        pipeline.Faults = [.. step.Faults!.Select(fault => fault.Fault())];
        return () => pipeline.Faults = [];
    }
}
