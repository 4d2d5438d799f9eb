using System.Net;
using Releases.Judgement;
using Releases.Judgement.Probes;
using Releases.Service.Checks;

namespace Releases.Service.Tests.Checks;

/// <summary>Synthetic calls: what is asserted of answers, and what has not been measured at all.</summary>
public sealed class HttpProbeTests
{
    private static readonly ProbeCriterion Plain = new("up", new Uri("https://orders.example/health"), null, null, null, new Dictionary<string, string>()) { Counting = new Counting { Window = TimeSpan.FromMinutes(1) } };

    public static TheoryData<string, ProbeCriterion, HttpStatusCode, string, Verdict, string> Answers => new()
    {
        { "any 2xx", Plain, HttpStatusCode.NoContent, "", Verdict.Pass, "up: status 204" },
        { "a 5xx", Plain, HttpStatusCode.ServiceUnavailable, "", Verdict.Fail, "up: status 503, 200 to 299 wanted" },
        { "a redirect", Plain, HttpStatusCode.Found, "", Verdict.Fail, "up: status 302, 200 to 299 wanted" },
        { "another status than wanted", Plain with { Status = 201 }, HttpStatusCode.OK, "", Verdict.Fail, "up: status 200, 201 wanted" },
        { "in time", Plain with { Within = TimeSpan.FromSeconds(2) }, HttpStatusCode.OK, "", Verdict.Pass, "up: status 200; answered in 1 s" },
        { "too late", Plain with { Within = TimeSpan.FromMilliseconds(500) }, HttpStatusCode.OK, "", Verdict.Fail, "up: answered in 1 s, 500 ms are allowed" },
        { "a text", Plain with { Contains = "good" }, HttpStatusCode.OK, "all good", Verdict.Pass, "up: status 200; body with 'good'" },
        { "no such text", Plain with { Contains = "good" }, HttpStatusCode.OK, "bad", Verdict.Fail, "up: body without 'good', it is wanted" },
        { "json", Json("a.b", "true"), HttpStatusCode.OK, """{"a":{"b":true}}""", Verdict.Pass, "up: status 200; a.b is 'true'" },
        { "other json", Json("a.b", "true"), HttpStatusCode.OK, """{"a":{"b":"no"}}""", Verdict.Fail, "up: a.b is 'no', 'true' wanted" },
        { "json that lacks it", Json("a.b", "true"), HttpStatusCode.OK, "[]", Verdict.Fail, "up: a.b is not there, 'true' wanted" },
        { "no json", Json("a.b", "true"), HttpStatusCode.OK, "<html>", Verdict.Fail, "up: a.b is not there, 'true' wanted" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_IsHeldAgainstWhatIsWanted(string what, ProbeCriterion criterion, HttpStatusCode status, string body, Verdict verdict, string text)
    {
        var finding = await FindAsync(criterion, world => _ =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        });

        Assert.True((verdict, text) == (finding.Verdict, finding.Text), $"{what}: {finding}");
    }

    [Fact]
    public async Task HostThatRefuses_Fails() =>
        Assert.Equal(Verdict.Fail, (await FindAsync(Plain, _ => _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"))).Verdict);

    [Fact]
    public async Task HostThatCannotBeFound_WasNotMeasured() =>
        Assert.Equal(Verdict.ProviderError, (await FindAsync(Plain, _ => _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "unknown"))).Verdict);

    [Fact]
    public async Task HostThatMayNotBeCalled_IsNotCalled()
    {
        var finding = await FindAsync(Plain with { Url = new Uri("https://169.254.169.254/metadata") }, _ => _ => throw new InvalidOperationException("It was called."));

        Assert.Equal(Verdict.ProviderError, finding.Verdict);
        Assert.Contains("not among the hosts that may be called", finding.Text, StringComparison.Ordinal);
    }

    private static ProbeCriterion Json(string path, string value) => Plain with { Json = new Dictionary<string, string> { [path] = value } };

    private static async Task<Finding> FindAsync(ProbeCriterion criterion, Func<ServiceWorld, Func<HttpRequestMessage, HttpResponseMessage>> answer)
    {
        var world = new ServiceWorld();
        using var client = new CheckClient(new Answering(answer(world)));
        var probe = new HttpProbe(client, new CheckSettings { Hosts = ["orders.example"] }, world.Time);
        var measurement = await probe.AskAsync((Question.Http)criterion.Questions.Single(), TestContext.Current.CancellationToken);
        return criterion.Rule(1).Judge(criterion.Name, measurement, criterion.Counting);
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
