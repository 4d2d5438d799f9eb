using System.Net.Http.Headers;
using System.Text.Json;
using Releases.BackTests;
using Releases.Budgets;
using Releases.Lifecycle;
using Releases.Preflights;
using Releases.Records;

namespace Releases.Cli;

/// <summary>The release API over HTTP.</summary>
internal sealed class ReleaseApi : IDisposable
{
    /// <summary>A preflight or a back-test asks telemetry for long; the other routes answer at once.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly HttpClient _http;

    internal ReleaseApi(Uri api, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri($"{api.ToString().TrimEnd('/')}/"), Timeout = Longest };
        if (token.Length > 0)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public void Dispose() => _http.Dispose();

    internal async Task<ApiAnswer<ReleaseStatus>> StartAsync(string plan, string? key, bool preflight, CancellationToken cancellationToken)
    {
        using var request = Plan(preflight ? "api/releases?preflight=true" : "api/releases", plan);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await SendAsync<ReleaseStatus>(request, cancellationToken);
    }

    /// <summary>The report, in the form that was asked for.</summary>
    internal async Task<ApiAnswer<string>> RehearseAsync(string plan, int runs, long seed, string format, CancellationToken cancellationToken)
    {
        var query = FormattableString.Invariant($"api/plans/rehearse?runs={runs}&seed={seed}&format={format}");
        using var request = new HttpRequestMessage(HttpMethod.Post, query) { Content = new StringContent(plan, null, "application/yaml") };
        return await SendAsync(request, text => text, cancellationToken);
    }

    internal Task<ApiAnswer<ReleaseStatus>> ShowAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<ReleaseStatus>($"api/releases/{Uri.EscapeDataString(id)}", cancellationToken);

    internal async Task<ApiAnswer<Budget>> BudgetAsync(string plan, CancellationToken cancellationToken)
    {
        using var request = Plan("api/plans/budget", plan);
        return await SendAsync<Budget>(request, cancellationToken);
    }

    internal async Task<ApiAnswer<Preflight>> PreflightAsync(string plan, string? past, CancellationToken cancellationToken)
    {
        using var request = Plan($"api/plans/preflight{(past is null ? "" : $"?past={Uri.EscapeDataString(past)}")}", plan);
        return await SendAsync<Preflight>(request, cancellationToken);
    }

    internal async Task<ApiAnswer<BackTest>> BackTestAsync(string plan, IEnumerable<(string Name, string? Value)> parameters, CancellationToken cancellationToken)
    {
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value ?? "")}"));
        using var request = Plan($"api/plans/backtest{(query.Length == 0 ? "" : $"?{query}")}", plan);
        return await SendAsync<BackTest>(request, cancellationToken);
    }

    internal Task<ApiAnswer<Ledger>> LedgerAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<Ledger>($"api/releases/{Uri.EscapeDataString(id)}/ledger", cancellationToken);

    internal async Task<ApiAnswer<SignalStatus>> SignalAsync(string id, SignalKind kind, string? reason, string? stage, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(new { kind, reason, stage }, StateDocument.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/releases/{Uri.EscapeDataString(id)}/signals") { Content = new StringContent(body, null, "application/json") };
        return await SendAsync<SignalStatus>(request, cancellationToken);
    }

    internal Task<ApiAnswer<SignalStatus>> ShowSignalAsync(string id, string signal, CancellationToken cancellationToken) =>
        GetAsync<SignalStatus>($"api/releases/{Uri.EscapeDataString(id)}/signals/{Uri.EscapeDataString(signal)}", cancellationToken);

    private static HttpRequestMessage Plan(string path, string plan) => new(HttpMethod.Post, path) { Content = new StringContent(plan, null, "application/yaml") };

    private async Task<ApiAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync<T>(request, cancellationToken);
    }

    private Task<ApiAnswer<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, text => JsonSerializer.Deserialize<T>(text, StateDocument.Json)!, cancellationToken);

    private async Task<ApiAnswer<T>> SendAsync<T>(HttpRequestMessage request, Func<string, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? new ApiAnswer<T>.Given(read(text))
                : new ApiAnswer<T>.Refused((int)response.StatusCode, Detail(text));
        }
        catch (HttpRequestException problem)
        {
            return new ApiAnswer<T>.Unreachable(problem.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiAnswer<T>.Unreachable("no answer within 4 minutes");
        }
        catch (JsonException)
        {
            return new ApiAnswer<T>.Unreachable("what answers there is not the release API");
        }
    }

    /// <summary>The detail of a problem document, with all mistakes of a plan if it has them.</summary>
    private static string Detail(string text)
    {
        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(text, StateDocument.Json);
            var mistakes = problem.TryGetProperty("errors", out var errors)
                ? errors.EnumerateArray().Select(error => $"\n  line {error.GetProperty("line")}, column {error.GetProperty("column")}: {error.GetProperty("path")}: {error.GetProperty("message")}")
                : [];
            return $"{problem.GetProperty("detail").GetString()}{string.Concat(mistakes)}";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "no reason given";
        }
    }
}
