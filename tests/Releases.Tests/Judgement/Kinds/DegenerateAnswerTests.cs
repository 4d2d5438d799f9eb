using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Probes;

namespace Releases.Tests.Judgement.Kinds;

/// <summary>What says nothing, or next to nothing, to the kinds that are not asked of telemetry; the page of criteria has the table from here.</summary>
public sealed class DegenerateAnswerTests
{
    private const string Begin = "<!-- degenerate answers -->\n";
    private const string End = "<!-- /degenerate answers -->";

    private static readonly DateTimeOffset Exposed = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly Counting Once = new() { Window = TimeSpan.FromMinutes(30), Deadline = TimeSpan.FromHours(1) };
    private static readonly AlertCriterion Calm = new("it", ["late"], []) { Counting = Once };
    private static readonly ProbeCriterion Ready = new("it", new Uri("https://orders.test/ready"), null, TimeSpan.FromSeconds(2), null, new Dictionary<string, string> { ["state"] = "ok" }) { Counting = Once };

    private static readonly (string Kind, string Input, Criterion Criterion, Measurement Answer)[] Inputs =
    [
        ("alert", "no alert was ever reported", Calm, Firing()),
        ("alert", "an alert of a rule that is not watched", Calm, Firing(Of("another", Exposed))),
        ("alert", "one that fired before the exposure, and has not ended", Calm, Firing(Of("late", Exposed.AddMinutes(-1)))),
        ("alert", "one that fired at the moment of the exposure", Calm, Firing(Of("late", Exposed))),
        ("alert", "the reported alerts cannot be read", Calm, new Measurement.Error("Unavailable", "no store")),
        ("http", "an answer as it is wanted", Ready, Answer(200, """{"state":"ok"}""")),
        ("http", "an empty body", Ready, Answer(200, "")),
        ("http", "a body that is no JSON", Ready, Answer(200, "<html>")),
        ("http", "the wanted value is null", Ready, Answer(200, """{"state":null}""")),
        ("http", "the wanted value is an object", Ready, Answer(200, """{"state":{}}""")),
        ("http", "an error, with the body that is wanted", Ready, Answer(503, """{"state":"ok"}""")),
        ("http", "an answer that came too late", Ready, Answer(200, """{"state":"ok"}""", seconds: 3)),
        ("http", "no answer, or the connection is refused", Ready, ProbeAnswer.None("refused")),
        ("http", "a host without an address, or one that may not be called", Ready, new Measurement.Error("Unreachable", "no such host")),
    ];

    [Fact]
    public async Task Table_OnThePage_IsWhatTheKindsSay()
    {
        var table = "| kind | input | verdict |\n|---|---|---|\n" + string.Concat(
            Inputs.Select(one => $"| `{one.Kind}` | {one.Input} | {one.Criterion.Rule(1).Judge("it", one.Criterion.Joined([one.Answer]), one.Criterion.Counting).Verdict} |\n"));

        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "criteria.md"), TestContext.Current.CancellationToken);
        Assert.True(page[(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..page.IndexOf(End, StringComparison.Ordinal)] == table, $"The page should have:\n{table}");
    }

    private static Measurement Firing(params IReadOnlyList<Alert> alerts) => AlertAnswer.Of((Question.Alerts)Calm.Questions[0], [new FiredAlerts(alerts)], Exposed);

    private static Alert Of(string rule, DateTimeOffset at) => new("/alerts/1", rule, "Sev1", [], at);

    private static Measurement Answer(int status, string body, double seconds = 0.1) => ProbeAnswer.Of((Question.Http)Ready.Questions[0], status, body, TimeSpan.FromSeconds(seconds));
}
