using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd;

/// <summary>Wrong requests to a real host: a problem document each, never a stack trace, never a 500.</summary>
public sealed class ApiTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private HttpClient Http => shared.Host.Http;

    public static TheoryData<string, string, string?, HttpStatusCode> WrongRequests => new()
    {
        { "GET", "api/releases/no-such-release", null, HttpStatusCode.NotFound },
        { "GET", "api/releases/No%20Such..%2f", null, HttpStatusCode.NotFound },
        { "GET", "api/releases/no-such-release/timeline?after=1", null, HttpStatusCode.NotFound },
        { "GET", "api/releases/no-such-release/break-glass", null, HttpStatusCode.NotFound },
        { "GET", "api/releases?top=0", null, HttpStatusCode.BadRequest },
        { "GET", "api/releases?top=many", null, HttpStatusCode.BadRequest },
        { "GET", "api/nothing", null, HttpStatusCode.NotFound },
        { "DELETE", "api/releases", null, HttpStatusCode.MethodNotAllowed },
        { "POST", "api/releases", "", HttpStatusCode.UnprocessableEntity },
        { "POST", "api/releases", "{\"a\": [", HttpStatusCode.UnprocessableEntity },
        { "POST", "api/releases", "\u0000\u0001", HttpStatusCode.UnprocessableEntity },
        { "POST", "api/releases/no-such-release/signals", "{\"kind\": \"hold\"}", HttpStatusCode.NotFound },
        { "POST", "api/releases/no-such-release/signals", "{\"kind\": \"dance\"}", HttpStatusCode.BadRequest },
        { "POST", "api/releases/no-such-release/signals", "[1, 2", HttpStatusCode.BadRequest },
        { "POST", "api/releases/no-such-release/signals", "null", HttpStatusCode.BadRequest },
        { "POST", "api/releases/no-such-release/signals", "{\"kind\": \"supersede\"}", HttpStatusCode.BadRequest },
        { "DELETE", "api/releases/no-such-release", null, HttpStatusCode.NotFound },
        { "POST", "api/halt", "{}", HttpStatusCode.BadRequest },
        { "POST", "api/halt", "[", HttpStatusCode.BadRequest },
        { "DELETE", "api/halt", null, HttpStatusCode.NotFound },
        { "POST", "api/freezes", "{\"reason\": \"no end\"}", HttpStatusCode.BadRequest },
        { "POST", "api/freezes", "null", HttpStatusCode.BadRequest },
        { "DELETE", "api/freezes/no-such-freeze", null, HttpStatusCode.NotFound },
        { "DELETE", "api/freezes/No%20Such..%2f", null, HttpStatusCode.NotFound },
        { "GET", "api/audit?top=many", null, HttpStatusCode.BadRequest },
        { "PUT", "local/pipelines/staging/llm-inference/faults", "[{\"kind\": \"dance\"}]", HttpStatusCode.BadRequest },
        { "PUT", "local/pipelines/moon/llm-inference/faults", "[]", HttpStatusCode.NotFound },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task WrongRequest_GetsAProblemDocument(string method, string path, string? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, null, "application/json");
        }

        using var response = await Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal((int)expected, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanThatIsTooLarge_IsRefusedBeforeItIsRead()
    {
        using var response = await Http.PostPlanAsync(new string('x', 600 * 1024));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task PlanWithMistakes_GetsAllOfThemWithLineAndColumn()
    {
        var plan = TestPlans.Of("mistaken", "value > 0.9")
            .Replace("environment: staging", "environment: stagin", StringComparison.Ordinal)
            .Replace("percent: 50,", "percent: 150,", StringComparison.Ordinal)
            .Replace("bake: 2s, criteria: [error-rate] }", "bake: soon, criteria: [error-rat] }", StringComparison.Ordinal);

        using var response = await Http.PostPlanAsync(plan);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().ToList();
        Assert.True(errors.Count >= 4, $"{errors.Count} errors");
        Assert.All(errors, error => Assert.True(error.GetProperty("line").GetInt32() > 1 && error.GetProperty("column").GetInt32() > 1));
    }

    [Fact]
    public async Task UnknownEnvironment_IsToldWithItsPlace()
    {
        using var response = await Http.PostPlanAsync(TestPlans.Of("elsewhere", "value > 0.9").Replace("environment: staging", "environment: stagin", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("staging", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdempotencyKey_StartsOneRelease_AndNoOtherPlan()
    {
        // A flag that does not exist: the release is refused at once, and leaves the shared flag alone.
        var plan = TestPlans.Of("again", "value > 0.9").Replace("llm.batched-decoding", "no.such-flag", StringComparison.Ordinal);

        var first = await Http.StartAsync(plan, key: "the-key");
        var second = await Http.StartAsync(plan, key: "the-key");
        using var other = await Http.PostPlanAsync(plan.Replace("0.9", "0.8", StringComparison.Ordinal), key: "the-key");

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        var ended = await Http.WaitUntilAsync(first.Id, status => status.Outcome is not null, "the end");
        Assert.Contains("no.such-flag", ended.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryRoute()
    {
        var document = await Http.GetFromJsonAsync<JsonElement>("openapi.json");

        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "POST /api/releases", "GET /api/releases", "GET /api/releases/{id}", "GET /api/releases/{id}/timeline", "GET /api/releases/{id}/plan",
                "GET /api/releases/{id}/break-glass", "POST /api/releases/{id}/signals", "GET /api/releases/{id}/signals/{signal}",
                "DELETE /api/releases/{id}", "GET /api/halt", "POST /api/halt", "DELETE /api/halt", "GET /api/freezes", "POST /api/freezes", "DELETE /api/freezes/{freeze}",
                "GET /api/leases", "GET /api/audit",
                "POST /api/plans/check", "POST /api/plans/explain", "POST /api/alerts", "GET /api/plans/schema", "GET /health/live", "GET /health/ready",
            },
            operations);
        var start = document.GetProperty("paths").GetProperty("/api/releases").GetProperty("post");
        Assert.Contains(start.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(start.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/yaml", out _));
    }
}
