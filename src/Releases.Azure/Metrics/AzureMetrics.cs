using Releases.Azure.Telemetry;
using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Metrics;

/// <summary>
/// The metrics of the resources that an environment names. What can be asked together is: one request for all metrics of a region that share their
/// intervals. Where the service refuses that, each question is asked by itself, so that nobody suffers for somebody else's misspelt metric.
/// </summary>
/// <param name="known">The resources by name.</param>
public sealed class AzureMetrics(IReadOnlyDictionary<string, KnownResource> known, MonitorConnection monitor, TimeProvider time) : IMetrics
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<MetricQuestion> questions, CancellationToken cancellationToken)
    {
        var replies = await Task.WhenAll(MetricRequest.Of(Asked(questions), known).Select(request => SendAsync(request, cancellationToken)));
        return [.. questions.Select(question => Answer(question, [.. replies.SelectMany(reply => reply).Where(reply => reply.Request.Questions.Contains(question))]))];
    }

    /// <inheritdoc/>
    public int RequestsFor(IReadOnlyList<MetricQuestion> questions) => MetricRequest.Of(questions, known).Count();

    /// <summary>A window without a whole interval needs no request to be told empty.</summary>
    private static List<MetricQuestion> Asked(IReadOnlyList<MetricQuestion> questions) => [.. questions.Where(question => question.Count > 0)];

    private async Task<IReadOnlyList<(MetricRequest Request, MetricReply? Reply, Measurement.Error? Failure)>> SendAsync(MetricRequest request, CancellationToken cancellationToken)
    {
        var (reply, failure) = await Answering.WithinAsync(token => ReadAsync(request, token), time, cancellationToken);
        if (failure is null || request.Questions.Count == 1 || !IsRefusal(failure))
        {
            return [(request, reply, failure)];
        }

        var alone = await Task.WhenAll(request.Alone().Select(one => SendAsync(one, cancellationToken)));
        return [.. alone.SelectMany(one => one)];
    }

    private Task<MetricReply> ReadAsync(MetricRequest request, CancellationToken cancellationToken) =>
        monitor.SendAsync(request.IsBatch, sent => request.Write(sent, monitor), content => MetricReply.Read(content, request), cancellationToken);

    private Measurement Answer(MetricQuestion question, IReadOnlyList<(MetricRequest Request, MetricReply? Reply, Measurement.Error? Failure)> replies)
    {
        if (question.Asked.Resources.FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
        {
            return new Measurement.Error("UnknownResource", $"the environment has no resource '{unknown}': its settings name them, Resources__{unknown}__Id");
        }

        var series = new List<MetricSeries>();
        foreach (var (request, reply, failure) in replies)
        {
            foreach (var resource in request.Resources.Where(resource => question.Asked.Resources.Contains(resource.Name)))
            {
                var (own, error) = failure is null ? reply!.Of(question.Asked, resource) : ([], failure);
                if (error is not null)
                {
                    return error;
                }

                series.AddRange(own);
            }
        }

        return MetricAnswer.Of(question, series);
    }

    /// <summary>Whether it is the question that the service does not like; one that some metric does not take gives 400 or 501.</summary>
    private static bool IsRefusal(Measurement.Error failure) => failure.Code is "Http501" || !Answering.IsOfTheProvider(failure);
}
