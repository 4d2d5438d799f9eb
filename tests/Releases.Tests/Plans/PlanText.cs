using Releases.Plans;

namespace Releases.Tests.Plans;

/// <summary>A small plan without mistakes, and what becomes of it when a part is changed.</summary>
internal static class PlanText
{
    public const string Valid = """
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata:
          name: enrichment-v2
          owner: data-platform
        pipelines:
          - name: orders-ingest
            expects: { runsPerHour: 1200, rowsPerRun: 50000 }
        flags:
          - key: orders.enrichment-v2
            category: exposure
            owner: data-platform
            removeBy: 2027-03-01
          - { key: orders.cache, category: operational, owner: data-platform }
        criteria:
          p95-latency:
            kql: PipelineRuns | summarize value = percentile(DurationMs, 95)
            unit: ms
            failWhen: value > 300s
            window: 30m
            minimumMeasurements: 2
          error-rate:
            kql: |
              PipelineRuns
              | summarize value = avg(todouble(Success))
            unit: ratio
            failWhen: "value > 2%"
            window: 10m
        guardrails: [error-rate]
        stages:
          - name: canary
            environment: production
            expose: { percent: 5, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }
            bake: 1h
            criteria: [p95-latency]
            approval: { by: release-managers, within: 4h }
          - name: full
            environment: production
            expose: on
            flags: [orders.enrichment-v2]
            watch: 2h
        holdLimit: 12h
        failureModes:
          - name: enrichment service slow
            detectedBy: p95-latency
            contingency: docs/runbooks/enrichment.md
        """;

    /// <summary>The plan with one part of its text replaced.</summary>
    public static string With(string part, string instead)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        var at = Valid.IndexOf(part, StringComparison.Ordinal);
        return Valid[..at] + instead + Valid[(at + part.Length)..];
    }

    public static PlanReading.Valid ReadValid(string text) => PlanReader.Read(text) switch
    {
        PlanReading.Valid valid => valid,
        PlanReading.Invalid invalid => throw new Xunit.Sdk.XunitException(string.Join('\n', invalid.Errors)),
        _ => throw new InvalidOperationException(),
    };

    public static IReadOnlyList<PlanError> ReadErrors(string text) => Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text)).Errors;
}
