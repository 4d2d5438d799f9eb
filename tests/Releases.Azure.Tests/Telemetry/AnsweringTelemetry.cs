using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

/// <summary>A workspace whose answers are a function of the question, and that remembers what it was asked in one request each.</summary>
internal sealed class AnsweringTelemetry : ITelemetry
{
    public List<IReadOnlyList<TelemetryQuestion>> Rounds { get; } = [];

    public Func<TelemetryQuestion, Measurement> Answer { get; set; } = _ => new Measurement.Value(1, null);

    /// <summary>A request is answered once this is done.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public int UnderWay { get; private set; }

    public TelemetryQuestion Question { get; } = new("c", "T", TelemetryFixture.Window, new Dictionary<string, KqlValue>());

    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        lock (Rounds)
        {
            Rounds.Add([.. questions]);
        }

        UnderWay++;
        try
        {
            await Ready.WaitAsync(cancellationToken);
        }
        finally
        {
            UnderWay--;
        }

        return [.. questions.Select(question => Answer(question))];
    }
}
