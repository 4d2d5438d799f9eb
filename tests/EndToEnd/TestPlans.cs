namespace EndToEnd;

/// <summary>Plans that take seconds.</summary>
internal static class TestPlans
{
    /// <summary>Staging, then 10 %, 50 % and all of production, each judged over two windows of a second.</summary>
    /// <param name="failWhen">The condition on the error rate of the exposed runs, which is between 0 and 1.</param>
    /// <param name="approval">For the stage of 50 %.</param>
    internal static string Of(string name, string failWhen, string approval = "") => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{name}}, owner: tests }
        flags:
          - { key: llm.batched-decoding, category: exposure, owner: tests, removeBy: 2027-06-30 }
        criteria:
          error-rate:
            kql: |
              PipelineRuns
              | where TimeGenerated between (windowStart .. windowEnd)
              | where Pipeline == "llm-inference" and Environment == environment and Exposed
              | summarize value = todouble(countif(Success == false)) / count(), samples = count()
            unit: ratio
            failWhen: {{failWhen}}
            window: 1s
            deadline: 1m
        stages:
          - { name: rehearse, environment: staging, expose: on, bake: 2s, criteria: [error-rate] }
          - { name: canary, environment: production, expose: { percent: 10, groups: { ring0: 100 } }, bake: 2s, criteria: [error-rate] }
          - { name: half, environment: production, expose: { percent: 50, groups: { ring0: 100 } }, bake: 2s, criteria: [error-rate]{{approval}} }
          - { name: full, environment: production, expose: on, bake: 2s, criteria: [error-rate] }
        """;

    /// <summary>Staging and 30 % of production one right after the other; 50 % once somebody has approved it. Nothing is judged.</summary>
    internal static string Approved(string name) => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{name}}, owner: tests }
        flags:
          - { key: llm.batched-decoding, category: exposure, owner: tests, removeBy: 2027-06-30 }
        stages:
          - { name: rehearse, environment: staging, expose: on, bake: 0s }
          - { name: canary, environment: production, expose: { percent: 30, groups: { ring0: 100 } }, bake: 0s }
          - { name: half, environment: production, expose: { percent: 50, groups: { ring0: 100 } }, bake: 0s, approval: { by: release-managers, within: 5m } }
        """;

    /// <summary>Staging, then all of production, right away and unjudged.</summary>
    /// <param name="onBusy">What it does when another release holds the flag.</param>
    internal static string AtOnce(string name, string onBusy = "refuse") => $$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: {{name}}, owner: tests }
        onBusy: {{onBusy}}
        flags:
          - { key: llm.batched-decoding, category: exposure, owner: tests, removeBy: 2027-06-30 }
        stages:
          - { name: rehearse, environment: staging, expose: on }
          - { name: full, environment: production, expose: on }
        """;
}
