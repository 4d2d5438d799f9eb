using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Http;

namespace ReleaseFunctions.Local.Demo;

/// <summary>Uses the API as anybody would: over HTTP.</summary>
internal sealed class DemoClient(HttpClient http)
{
    internal async Task<ReleaseStatus> StartAsync(string plan, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/releases") { Content = new StringContent(plan) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<ReleaseStatus>(StateDocument.Json, cancellationToken))!
            : throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    internal async Task<ReleaseStatus> ShowAsync(string id, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<ReleaseStatus>($"api/releases/{id}", StateDocument.Json, cancellationToken))!;

    internal async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string id, long after, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<Timeline>($"api/releases/{id}/timeline?after={after}", StateDocument.Json, cancellationToken))!.Entries;
}
