namespace Releases.Tests.Plans;

/// <summary>One mistake at a time in a plan that is right otherwise: exactly that one is told, where it is, with what would be right.</summary>
public sealed class PlanReaderErrorTests
{
    [Theory]
    [InlineData("apiVersion: releasefunctions/v1", "apiVersion: releasefunctions/v2", 1, 13, "apiVersion", "expected releasefunctions/v1")]
    [InlineData("kind: ReleasePlan", "kind: Plan", 2, 7, "kind", "expected ReleasePlan")]
    [InlineData("  owner: data-platform\n", "", 4, 3, "metadata.owner", "is missing; e.g. owner: data-platform")]
    [InlineData("owner: data-platform", "ownr: x\n  owner: data-platform", 5, 3, "metadata.ownr", "unknown field; did you mean 'owner'?; known here: name, owner, summary, risk")]
    [InlineData("owner: data-platform", "onFailure: rollback\n  owner: data-platform", 5, 3, "metadata.onFailure", "unknown field; known here")]
    [InlineData("owner: data-platform", "owner: x\n  owner: data-platform", 6, 3, "metadata.owner", "there already, in line 5")]
    [InlineData("owner: data-platform", "owner: 42", 5, 10, "metadata.owner", "expected a text, found 42; in quotes, \"42\", it is one")]
    [InlineData("owner: data-platform", "owner:", 5, 9, "metadata.owner", "expected a text, found nothing")]
    [InlineData("owner: data-platform", "owner: ' '", 5, 10, "metadata.owner", "only blanks")]
    [InlineData("owner: data-platform", "owner: [a]", 5, 10, "metadata.owner", "expected a text, found a list")]
    [InlineData("owner: data-platform", "risk: extreme\n  owner: data-platform", 5, 9, "metadata.risk", "one of low, medium, high")]
    [InlineData("owner: data-platform", "risk: hihg\n  owner: data-platform", 5, 9, "metadata.risk", "did you mean 'high'?")]
    [InlineData("name: enrichment-v2", "name: Enrichment_V2", 4, 9, "metadata.name", "lower-case letters, digits and dashes")]
    [InlineData("name: enrichment-v2", "name: a123456789-123456789-123456789-1234567890", 4, 9, "metadata.name", "at most 40")]
    [InlineData("name: orders-ingest", "name: orders-ingest\n  - name: orders-ingest", 8, 11, "pipelines[1].name", "there already, in line 7")]
    [InlineData("runsPerHour: 1200", "runsPerHour: 0", 8, 29, "pipelines[0].expects.runsPerHour", "above 0")]
    [InlineData("runsPerHour: 1200", "runsPerHour: -3", 8, 29, "pipelines[0].expects.runsPerHour", "above 0")]
    [InlineData("runsPerHour: 1200", "runsPerHour: '1200'", 8, 29, "pipelines[0].expects.runsPerHour", "found the text '1200'")]
    [InlineData("key: orders.cache", "key: orders:cache", 14, 12, "flags[1].key", "neither ':' nor '%'")]
    [InlineData("category: exposure", "category: release", 11, 15, "flags[0].category", "one of exposure, experimental, operational, lifecycle")]
    [InlineData("    removeBy: 2027-03-01\n", "", 10, 5, "flags[0].removeBy", "is missing; e.g. removeBy: 2027-03-01")]
    [InlineData("removeBy: 2027-03-01", "removeBy: 2027-02-30", 13, 15, "flags[0].removeBy", "year-month-day")]
    [InlineData("key: orders.cache", "key: orders.enrichment-v2", 14, 12, "flags[1].key", "there already, in line 10")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "kql: ''", 17, 10, "criteria.p95-latency.kql", "only blanks")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, interval: 20m }", 17, 76, "criteria.p95-latency.metric.interval", "the intervals 1m, 5m, 15m, 30m, 1h, 6h, 12h, 1d")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, interval: 30m }", 17, 13, "criteria.p95-latency.metric", "two or more whole intervals of 30m; window: 1h would do")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, blanks: zero }", 17, 74, "criteria.p95-latency.metric.blanks", "maximum of nothing is nothing")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, blanks: none }", 17, 74, "criteria.p95-latency.metric.blanks", "one of blind, zero")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, by: \"it's\" }", 17, 70, "criteria.p95-latency.metric.by", "a dimension's name has letters")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum, where: [a] }", 17, 73, "criteria.p95-latency.metric.where", "expected a mapping from a dimension to its values")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum }\n    minimumHeartbeat: 1", 18, 23, "criteria.p95-latency.minimumHeartbeat", "a metric has no heartbeat")]
    [InlineData("kql: PipelineRuns | summarize value = percentile(DurationMs, 95)", "metric: { resources: [queue], name: A, aggregation: maximum }\n    with: { a: 1 }", 18, 11, "criteria.p95-latency.with", "belongs to a kql")]
    [InlineData("unit: ms", "unit: min", 18, 11, "criteria.p95-latency.unit", "one of ms, s, ratio")]
    [InlineData("failWhen: value > 300s", "failWhen: value = 300s", 19, 21, "criteria.p95-latency.failWhen", "equality is ==")]
    [InlineData("failWhen: value > 300s", "failWhen: 'value > 300x'", 19, 24, "criteria.p95-latency.failWhen", "neither a number nor a time")]
    [InlineData("failWhen: value > 300s", "failWhen: |\n      value > 300x", 20, 15, "criteria.p95-latency.failWhen", "neither a number nor a time")]
    [InlineData("failWhen: value > 300s", "failWhen: 300", 19, 15, "criteria.p95-latency.failWhen", "expected a text, found 300")]
    [InlineData("failWhen: \"value > 2%\"", "failWhen: value > 2", 27, 23, "criteria.error-rate.failWhen", "outside 0 to 1")]
    [InlineData("window: 30m", "window: 30", 20, 13, "criteria.p95-latency.window", "such as 90s, 30m")]
    [InlineData("window: 30m", "window: PT30M", 20, 13, "criteria.p95-latency.window", "such as 90s, 30m")]
    [InlineData("window: 30m", "window: 0s", 20, 13, "criteria.p95-latency.window", "above zero")]
    [InlineData("minimumMeasurements: 2", "minimumMeasurements: 0", 21, 26, "criteria.p95-latency.minimumMeasurements", "a whole number from 1 to 1000")]
    [InlineData("minimumMeasurements: 2", "minimumMeasurements: 1.5", 21, 26, "criteria.p95-latency.minimumMeasurements", "a whole number from 1 to 1000")]
    [InlineData("minimumMeasurements: 2", "failAfter: 0", 21, 16, "criteria.p95-latency.failAfter", "a whole number from 1 to 1000")]
    [InlineData("minimumMeasurements: 2", "passAfter: 0", 21, 16, "criteria.p95-latency.passAfter", "a whole number from 1 to 1000")]
    [InlineData("minimumMeasurements: 2", "errorBudget: -1", 21, 18, "criteria.p95-latency.errorBudget", "a whole number from 0 to 1000")]
    [InlineData("minimumMeasurements: 2", "minimumSamples: 1e999", 21, 21, "criteria.p95-latency.minimumSamples", "a whole number from 0")]
    [InlineData("minimumMeasurements: 2", "failureCount: all", 21, 19, "criteria.p95-latency.failureCount", "one of consecutive, total")]
    [InlineData("minimumMeasurements: 2", "onBlind: fail", 21, 14, "criteria.p95-latency.onBlind", "one of hold, rollback, pass")]
    [InlineData("minimumMeasurements: 2", "minimumMeasurements: 3", 34, 11, "stages[0].bake", "p95-latency needs 3 windows of 30m to be judged, and this stage has a bake of 1h; bake: 1h30m or more would do")]
    [InlineData("    bake: 1h\n", "", 34, 15, "stages[0].bake", "this stage has no bake; bake: 1h or more would do")]
    [InlineData("bake: 1h", "bake: 0s", 34, 11, "stages[0].bake", "this stage has no bake")]
    [InlineData("guardrails: [error-rate]", "guardrails: [p95-latency]", 22, 3, "criteria.error-rate", "is judged nowhere")]
    [InlineData("guardrails: [error-rate]", "guardrails: [error-rate, eror-rate]", 29, 26, "guardrails[1]", "there is no criterion 'eror-rate'; did you mean 'error-rate'?")]
    [InlineData("guardrails: [error-rate]", "guardrails: [error-rate, error-rate]", 29, 26, "guardrails[1]", "once is enough")]
    [InlineData("guardrails: [error-rate]", "guardrails: error-rate", 29, 13, "guardrails", "expected a list; found the text 'error-rate'")]
    [InlineData("name: canary", "name: full", 37, 11, "stages[1].name", "there already, in line 31")]
    [InlineData("environment: production\n    expose: {", "environment: my production\n    expose: {", 32, 18, "stages[0].environment", "letters, digits, dots")]
    [InlineData("percent: 5,", "percent: 101,", 33, 24, "stages[0].expose.percent", "a percentage from 0 to 100")]
    [InlineData("percent: 5,", "percent: 5%,", 33, 24, "stages[0].expose.percent", "a percentage from 0 to 100")]
    [InlineData("ring0: 100", "ring0: 200", 33, 44, "stages[0].expose.groups.ring0", "a percentage from 0 to 100")]
    [InlineData("groups: { ring0: 100, ring1: 50 }", "groups: [ring0]", 33, 35, "stages[0].expose.groups", "{ ring0: 100 }")]
    [InlineData("users: [tenant-1]", "users: [tenant-1, tenant-1]", 33, 80, "stages[0].expose.users[1]", "once is enough")]
    [InlineData("{ percent: 5, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }", "{}", 33, 13, "stages[0].expose", "at least one of percent, groups, users")]
    [InlineData("expose: on", "expose: 50", 39, 13, "stages[1].expose", "{ percent: 50 }")]
    [InlineData("expose: on", "expose: true", 39, 13, "stages[1].expose", "write on")]
    [InlineData("expose: on", "expose: all", 39, 13, "stages[1].expose", "on, off, shadow, or a mapping")]
    [InlineData("criteria: [p95-latency]", "criteria: [p95-latency, p59-latency]", 35, 29, "stages[0].criteria[1]", "did you mean 'p95-latency'?")]
    [InlineData("by: release-managers, ", "", 36, 15, "stages[0].approval.by", "is missing")]
    [InlineData("flags: [orders.enrichment-v2]", "flags: [orders.enrichment]", 40, 13, "stages[1].flags[0]", "there is no flag 'orders.enrichment'; did you mean 'orders.enrichment-v2'?")]
    [InlineData("flags: [orders.enrichment-v2]", "flags: []", 40, 12, "stages[1].flags", "leave the field out to move all")]
    [InlineData("bake: 1h", "bake: 1h\n    watch: 1h", 35, 12, "stages[0].watch", "only the last stage is watched")]
    [InlineData("    window: 10m", "    window: 10m\n    dryRun: yes", 29, 13, "criteria.error-rate.dryRun", "expected true or false, found the text 'yes'")]
    [InlineData("holdLimit: 12h", "checks: { smoke: { http: \"ftp://a.b/c\" } }", 42, 26, "checks.smoke.http", "expected an https address")]
    [InlineData("holdLimit: 12h", "checks: { smoke: { within: 5m } }", 42, 18, "checks.smoke", "a check has either http, the address to call, or workflow")]
    [InlineData("holdLimit: 12h", "checks: { smoke: { workflow: { repository: tests, file: a.yml } } }", 42, 44, "checks.smoke.workflow.repository", "a repository is owner/name")]
    [InlineData("    bake: 1h", "    bake: 1h\n    checks: [smoke]", 35, 14, "stages[0].checks[0]", "there is no check 'smoke'; there are none under 'checks'")]
    [InlineData("holdLimit: 12h", "takeUp: { share: 0 }", 42, 18, "takeUp.share", "nobody is always enough")]
    [InlineData("holdLimit: 12h", "takeUp: { share: 120% }", 42, 18, "takeUp.share", "a share from 0 to 1")]
    [InlineData("holdLimit: 12h", "takeUp: { after: 5m }", 42, 11, "takeUp.after", "known here: share, within")]
    [InlineData("holdLimit: 12h", "onFailure: frezee", 42, 12, "onFailure", "expected one of rollback, hold, freeze; found the text 'frezee'; did you mean 'freeze'?")]
    [InlineData("holdLimit: 12h", "holdLimit: forever", 42, 12, "holdLimit", "expected a duration of at most 365d")]
    [InlineData("holdLimit: 12h", "onBusy: wait", 42, 9, "onBusy", "expected one of refuse, queue, supersede")]
    [InlineData("detectedBy: p95-latency", "detectedBy: p95", 45, 17, "failureModes[0].detectedBy", "there is no criterion 'p95'; those under 'criteria' are p95-latency, error-rate")]
    public void Read_OneMistake_IsToldWithItsPlaceAndWhatWouldBeRight(string part, string instead, int line, int column, string path, string message)
    {
        var error = Assert.Single(PlanText.ReadErrors(PlanText.With(part, instead)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, path), (error.Line, error.Column, error.Path));
    }

    [Fact]
    public void Read_WatchWithNothingToWatch_IsAnError()
    {
        const string plan = """
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: a, owner: b }
            flags: [{ key: f, category: operational, owner: b }]
            stages: [{ name: full, environment: production, expose: on, watch: 1h }]
            """;
        var error = Assert.Single(PlanText.ReadErrors(plan));
        Assert.Equal((5, 68, "stages[0].watch"), (error.Line, error.Column, error.Path));
        Assert.Contains("nothing to watch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NothingButTheBeginning_TellsAllThatIsMissing()
    {
        var errors = PlanText.ReadErrors("apiVersion: releasefunctions/v1");
        Assert.Equal(["kind", "metadata", "flags", "stages"], errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("flags: []\nstages: []", "flags", "stages")]
    public void Read_EmptyLists_AreErrors(string lists, params string[] paths)
    {
        var errors = PlanText.ReadErrors("apiVersion: releasefunctions/v1\nkind: ReleasePlan\nmetadata: { name: a, owner: b }\n" + lists);
        Assert.Equal(paths, errors.Select(error => error.Path));
        Assert.All(errors, error => Assert.Contains("at least one", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyMistakes_AreToldTogetherInTheOrderOfTheText()
    {
        var text = PlanText.Valid
            .Replace("kind: ReleasePlan", "kind: Plan", StringComparison.Ordinal)
            .Replace("window: 30m", "window: soon", StringComparison.Ordinal)
            .Replace("percent: 5,", "percent: 500,", StringComparison.Ordinal)
            .Replace("criteria: [p95-latency]", "criteria: [p95]", StringComparison.Ordinal)
            .Replace("holdLimit:", "holdlimit:", StringComparison.Ordinal);
        Assert.Equal(
            ["kind", "criteria.p95-latency", "criteria.p95-latency.window", "stages[0].expose.percent", "stages[0].criteria[0]", "holdlimit"],
            PlanText.ReadErrors(text).Select(error => error.Path));
    }

    [Fact]
    public void Read_ReferenceToACriterionWithMistakes_IsNoMistakeOfItsOwn()
    {
        var error = Assert.Single(PlanText.ReadErrors(PlanText.With("failWhen: value > 300s\n    ", "")));
        Assert.Equal("criteria.p95-latency.failWhen", error.Path);
    }
}
