using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

/// <summary>What every answer carries, whatever it is.</summary>
public sealed class AnswerTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    [Fact]
    public async Task EveryAnswer_HasTheSecurityHeaders_AndNoneOfCors()
    {
        using var api = new GuardedApi(issuer.Settings());
        foreach (var token in new[] { null, issuer.ForPerson("ada@octo.example", ["Administrator"]) })
        {
            foreach (var route in api.Routes)
            {
                var answer = await api.AskAsync(route, token, change: request => (request.Scheme, request.Headers.Origin) = ("https", "https://evil.example"));

                Assert.Equal("nosniff", answer.Headers.XContentTypeOptions);
                Assert.Equal("no-store", answer.Headers.CacheControl);
                Assert.Contains("frame-ancestors 'none'", answer.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
                Assert.Contains("max-age=", answer.Headers.StrictTransportSecurity.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Fact]
    public async Task Refusal_SaysWhy_AndWhatIsNeeded()
    {
        using var api = new GuardedApi(issuer.Settings());

        var unknown = await api.AskAsync(api.Route("StartRelease"), "nonsense");
        var missing = await api.AskAsync(api.Route("StartRelease"), null);
        var forbidden = await api.AskAsync(api.Route("StartRelease"), issuer.ForPerson("ada@octo.example", ["Reader", "Approver"]));

        Assert.Contains("invalid_token", unknown.Headers.WWWAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("Bearer", missing.Headers.WWWAuthenticate.ToString());
        Assert.Contains("It needs Starter or Administrator; ada@octo.example has Reader, Approver.", forbidden.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyRequests_OfOneCaller_DoNotTouchAnother()
    {
        using var api = new GuardedApi(issuer.Settings(), CallLimits.Of(3));
        var ada = issuer.ForPerson("ada@octo.example", ["Reader"]);

        var answers = new List<GuardedApi.Answer>();
        for (var request = 0; request < 50; request++)
        {
            answers.Add(await api.AskAsync(api.Route("ShowPlanSchema"), ada));
        }

        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.Equal("1", Assert.Single(answers.Select(answer => answer).Where(answer => answer.Status == 429).Take(1)).Headers.RetryAfter);
        Assert.Equal(200, (await api.AskAsync(api.Route("ShowPlanSchema"), issuer.ForPerson("grace@octo.example", ["Reader"]))).Status);
    }

    [Fact]
    public async Task Guessing_IsSlowedDown()
    {
        using var api = new GuardedApi(issuer.Settings(), CallLimits.Of(3));

        var statuses = new List<int>();
        for (var request = 0; request < 50; request++)
        {
            statuses.Add((await api.AskAsync(api.Route("ShowPlanSchema"), "nonsense")).Status);
        }

        Assert.Equal([401, 429], statuses.Distinct());
    }
}
