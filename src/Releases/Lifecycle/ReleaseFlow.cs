namespace Releases.Lifecycle;

/// <summary>
/// The loop that every driver runs. It awaits nothing but the driver's own tasks, so it may run inside a Durable orchestrator.
/// </summary>
public static class ReleaseFlow
{
    /// <summary>Runs a release from where it is to its end.</summary>
    public static async Task<ReleaseState> RunAsync(ReleaseState state, IReleaseDriver driver)
    {
        while (true)
        {
            // One time for the whole turn: a deadline must not pass between deciding and asking what comes next.
            var now = driver.Now;
            if (driver.TakeDoorbell())
            {
                state = ReleaseMachine.Apply(state, new ReleaseEvent.DoorbellRang(), now);
            }

            state = ReleaseMachine.Apply(state, new ReleaseEvent.TimePassed(), now);
            switch (ReleaseMachine.Next(state, now))
            {
                case Step.Do(var effect):
                    var answer = await driver.PerformAsync(state, effect);
                    state = ReleaseMachine.Apply(state, answer, driver.Now);
                    break;
                case Step.Wait(var until):
                    await driver.WaitAsync(state, until);
                    break;
                default:
                    return state;
            }
        }
    }
}
