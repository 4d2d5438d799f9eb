namespace Releases.Azure.Metrics;

/// <summary>How questions are put to Azure Monitor's metrics. Deadline, repetitions and breaker are those of Log Analytics.</summary>
public static class MetricsOptions
{
    public const string ApiVersion = "2024-02-01";

    /// <summary>What the service takes in one <c>metrics:getBatch</c>: resources of one type, region and subscription.</summary>
    public const int ResourcesOfABatch = 50;

    /// <summary>What the service takes in one request.</summary>
    public const int MetricsOfARequest = 20;

    /// <summary>
    /// Requests that are sent in 30 s. Azure Resource Manager gives an identity 25 reads a second in a subscription (a bucket of 250 of them); this is an
    /// eighth of that, as others read resources too.
    /// </summary>
    public const int RequestsOfASpan = 100;
}
