using Azure.Core;
using Releases.Azure.Telemetry;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Metrics;

/// <summary>One request: metrics that share everything but their names, of resources that can be asked together.</summary>
/// <param name="Resources">Of one region, subscription and type; or one alone.</param>
/// <param name="Questions">Each about some of the resources, and a metric of its own or one that another asks for as well.</param>
internal sealed record MetricRequest(IReadOnlyList<KnownResource> Resources, IReadOnlyList<MetricQuestion> Questions)
{
    public IReadOnlyList<string> Metrics => [.. Questions.Select(question => question.Asked.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether it goes to the region's own endpoint, and not to Azure Resource Manager.</summary>
    public bool IsBatch => Resources[0].Region is not null;

    /// <summary>The requests that the questions take.</summary>
    /// <param name="known">What the environment has names for.</param>
    public static IEnumerable<MetricRequest> Of(IReadOnlyList<MetricQuestion> questions, IReadOnlyDictionary<string, KnownResource> known)
    {
        var asked = questions.SelectMany(question => question.Asked.Resources.Where(known.ContainsKey).Select(name => (Question: question, Resource: known[name])));
        foreach (var together in asked.GroupBy(one => KeyOf(one.Question, one.Resource)))
        {
            foreach (var metrics in together.GroupBy(one => one.Question.Asked.Name, StringComparer.OrdinalIgnoreCase).Chunk(MetricsOptions.MetricsOfARequest))
            {
                foreach (var resources in metrics.SelectMany(metric => metric).Select(one => one.Resource).Distinct().Chunk(MetricsOptions.ResourcesOfABatch))
                {
                    yield return new MetricRequest(resources, [.. metrics.SelectMany(metric => metric).Where(one => resources.Contains(one.Resource)).Select(one => one.Question).Distinct()]);
                }
            }
        }
    }

    /// <summary>Each question by itself.</summary>
    public IEnumerable<MetricRequest> Alone() => Questions.Select(question => new MetricRequest([.. Resources.Where(resource => question.Asked.Resources.Contains(resource.Name))], [question]));

    public void Write(Request request, MonitorConnection monitor)
    {
        var (first, question) = (Resources[0], Questions[0]);
        var uri = request.Uri;
        if (first.Region is { } where)
        {
            request.Method = RequestMethod.Post;
            uri.Reset(monitor.Region(where));
            uri.AppendPath($"/subscriptions/{first.Id.SubscriptionId}/metrics:getBatch", escape: false);
            uri.AppendQuery("starttime", MetricText.Of(question.Intervals.Start), escapeValue: true);
            uri.AppendQuery("endtime", MetricText.Of(question.Intervals.End), escapeValue: true);
            request.Content = RequestContent.Create(new Dictionary<string, IEnumerable<string>> { ["resourceids"] = Resources.Select(resource => resource.Id.ToString()) });
            request.Headers.Add(HttpHeader.Common.JsonContentType);
        }
        else
        {
            request.Method = RequestMethod.Get;
            uri.Reset(monitor.Management);
            uri.AppendPath($"{first.Id}/providers/Microsoft.Insights/metrics", escape: false);
            uri.AppendQuery("timespan", $"{MetricText.Of(question.Intervals.Start)}/{MetricText.Of(question.Intervals.End)}", escapeValue: true);
        }

        foreach (var (name, value) in MetricText.Parameters(question, Metrics, question.Asked.Namespace ?? first.Id.ResourceType.ToString()))
        {
            uri.AppendQuery(name, value, escapeValue: true);
        }

        if (MetricFilter.Of(question.Asked) is { } filter)
        {
            uri.AppendQuery(IsBatch ? "filter" : "$filter", filter, escapeValue: true);
        }

        uri.AppendQuery("api-version", MetricsOptions.ApiVersion, escapeValue: true);
        request.Headers.Add(HttpHeader.Names.Accept, "application/json");
    }

    /// <summary>What must be the same for two questions to share a request. Metrics do not all take the same aggregations, so these are not mixed.</summary>
    private static string KeyOf(MetricQuestion question, KnownResource resource) => string.Join(
        '\n',
        resource.Region ?? resource.Id.ToString(),
        resource.Id.SubscriptionId,
        resource.Id.ResourceType.ToString().ToUpperInvariant(),
        question.Asked.Namespace?.ToUpperInvariant(),
        question.Asked.Aggregation,
        question.Asked.Interval,
        MetricFilter.Of(question.Asked),
        question.Intervals.Start.UtcTicks,
        question.Intervals.End.UtcTicks);
}
