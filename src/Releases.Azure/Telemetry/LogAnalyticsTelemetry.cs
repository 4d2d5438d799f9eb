using Azure.Monitor.Query;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// One Log Analytics workspace. All questions of a tick travel in one batch request. A query sees the rows of its window only, and of what it
/// says to reach back, whatever it filters by: that is also the time range that the service is told.
/// </summary>
/// <param name="client">The client, its repetitions tuned by <see cref="LogAnalyticsOptions.Tune"/>.</param>
/// <param name="workspace">The workspace's id (a GUID, not its resource id).</param>
public sealed class LogAnalyticsTelemetry(LogsQueryClient client, string workspace, TimeProvider time) : ITelemetry
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(questions.Chunk(LogAnalyticsOptions.QuestionsOfABatch).Select(batch => AskBatchAsync(batch, cancellationToken)));
        return [.. batches.SelectMany(batch => batch)];
    }

    private async Task<Measurement[]> AskBatchAsync(TelemetryQuestion[] questions, CancellationToken cancellationToken)
    {
        var batch = new LogsBatchQuery();
        var ids = new string?[questions.Length];
        var shapes = new Dictionary<string, AnswerShape>();
        for (var i = 0; i < questions.Length; i++)
        {
            if (KqlText.Of(questions[i]) is { } text)
            {
                var window = new QueryTimeRange(questions[i].Window.Start - questions[i].Reach, questions[i].Window.End);
                ids[i] = batch.AddWorkspaceQuery(workspace, text, window, new LogsQueryOptions { ServerTimeout = LogAnalyticsOptions.ServerTimeout });
                shapes[ids[i]!] = questions[i].Answer;
            }
        }

        var invalid = new Measurement.Error("InvalidParameter", "a parameter's name must be letters, digits and underscores, and neither windowStart nor windowEnd");
        if (ids.All(id => id is null))
        {
            return [.. ids.Select(_ => invalid)];
        }

        var (answers, failure) = await Answering.WithinAsync(
            async token => BatchAnswer.Read((await client.QueryBatchAsync(batch, token)).GetRawResponse().Content, shapes), time, cancellationToken);
        return [.. ids.Select(id => id is null ? invalid : failure ?? answers!.GetValueOrDefault(id) ?? new Measurement.Error("NoAnswer", "the service left this question out"))];
    }
}
