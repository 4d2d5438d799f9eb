using System.Net.Http.Json;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Http;

namespace EndToEnd;

/// <summary>The API in words.</summary>
internal static class ReleaseApi
{
    internal static async Task<ReleaseStatus> StartAsync(this HttpClient http, string plan, string? key = null)
    {
        using var response = await http.PostPlanAsync(plan, key);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<ReleaseStatus>(StateDocument.Json))!;
    }

    /// <summary>Starts <see cref="TestPlans.Approved"/> and lets it write 30 %; gives the release's id.</summary>
    internal static async Task<string> StartUntilApprovalAsync(this HttpClient http, string name)
    {
        var started = await http.StartAsync(TestPlans.Approved(name));
        await http.WaitUntilAsync(started.Id, status => status is { Phase: ReleasePhase.Waiting, Stage: "canary" }, "the approval to be asked for");
        return started.Id;
    }

    internal static async Task<HttpResponseMessage> PostPlanAsync(this HttpClient http, string plan, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/releases") { Content = new StringContent(plan) };
        request.Headers.Add("X-User", "ada");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request);
    }

    /// <summary>Sends a signal and waits until the release has answered it.</summary>
    internal static async Task<SignalResponse> SignalAsync(this HttpClient http, string id, string kind, string by, string? stage = null)
    {
        var sent = await http.SendSignalAsync(id, kind, by, stage);
        SignalResponse? answered = null;
        await Eventually.HoldsAsync(
            async () => (answered = await http.GetFromJsonAsync<SignalResponse>($"api/releases/{id}/signals/{sent.Signal.Id}", StateDocument.Json))?.Answer is not null,
            TimeSpan.FromSeconds(90),
            $"an answer to {kind}");
        return answered!;
    }

    /// <summary>Sends a signal, which is stored from then on, and does not wait for the answer.</summary>
    internal static async Task<SignalResponse> SendSignalAsync(this HttpClient http, string id, string kind, string by, string? stage = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/releases/{id}/signals") { Content = JsonContent.Create(new { kind, reason = "a test", stage }) };
        request.Headers.Add("X-User", by);
        using var response = await http.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<SignalResponse>(StateDocument.Json))!;
    }

    internal static async Task<ReleaseStatus> ShowAsync(this HttpClient http, string id) =>
        (await http.GetFromJsonAsync<ReleaseStatus>($"api/releases/{id}", StateDocument.Json))!;

    internal static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(this HttpClient http, string id) =>
        (await http.GetFromJsonAsync<Timeline>($"api/releases/{id}/timeline", StateDocument.Json))!.Entries;

    internal static async Task<ReleaseStatus> WaitUntilAsync(this HttpClient http, string id, Func<ReleaseStatus, bool> condition, string what)
    {
        ReleaseStatus? status = null;
        await Eventually.HoldsAsync(async () => condition(status = await http.ShowAsync(id)), TimeSpan.FromMinutes(4), what);
        return status!;
    }

    internal static Task<ReleaseStatus> WaitForEndAsync(this HttpClient http, string id) =>
        http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, $"{id} to end");

    internal static async Task<T> AskAsync<T>(this HttpClient http, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-User", "grace");
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(StateDocument.Json))!;
    }
}
