using System.Globalization;
using System.Xml;

namespace Releases.Judgement.Metrics;

/// <summary>The parameters of a request for metrics, as they are sent.</summary>
public static class MetricText
{
    /// <summary>One series more than can be judged, so that too many are noticed: the service leaves out the others without a word.</summary>
    public const int Top = Measurement.Series.Most + 1;

    /// <summary>What is the same for one resource and for many.</summary>
    /// <param name="metrics">Names of metrics that share all the rest.</param>
    /// <param name="metricNamespace">Where they are; null for that of the resource's own type.</param>
    public static IEnumerable<(string Name, string Value)> Parameters(MetricQuestion question, IEnumerable<string> metrics, string? metricNamespace)
    {
        if (metricNamespace is not null)
        {
            yield return ("metricnamespace", metricNamespace);
        }

        yield return ("metricnames", string.Join(',', metrics));
        yield return ("interval", XmlConvert.ToString(question.Asked.Interval));
        yield return ("aggregation", question.Asked.Aggregation.ToString().ToLowerInvariant());
        if (MetricFilter.Of(question.Asked) is not null)
        {
            yield return ("top", Top.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A moment in a request.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>The question as people read it, with its values not escaped.</summary>
    public static string Of(MetricQuestion question)
    {
        var parameters = Parameters(question, [question.Asked.Name], question.Asked.Namespace).Select(parameter => $"{parameter.Name}={parameter.Value}");
        var filter = MetricFilter.Of(question.Asked) is { } some ? $"&filter={some}" : "";
        return $"metrics of {string.Join(", ", question.Asked.Resources)}: {string.Join('&', parameters)}{filter}&starttime={Of(question.Intervals.Start)}&endtime={Of(question.Intervals.End)}";
    }
}
