using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Service.Checks;

/// <summary>
/// A GitHub Actions workflow: dispatched once for a run, then waited for. GitHub gives a dispatch no id, so the run is found by its name,
/// which contains the id that the workflow was given as its input <c>run</c>; a run that is found is never dispatched again.
/// </summary>
internal sealed class WorkflowCheck(CheckClient client, CheckSettings settings, TimeProvider time)
{
    private const string Dispatched = "dispatched";

    public async Task<CheckAnswer> AskAsync(CheckCall.Workflow call, Effect.RunCheck check, CancellationToken cancellationToken)
    {
        if (!settings.Repositories.Contains(call.Repository, StringComparer.OrdinalIgnoreCase))
        {
            return new CheckAnswer.Failed($"{call.Repository} is not among the repositories whose workflows may be dispatched; an operator adds it to {CheckSettings.Section}:{nameof(settings.Repositories)}");
        }

        var workflow = $"repos/{call.Repository}/actions/workflows/{call.File}";
        using var list = Request(HttpMethod.Get, $"{workflow}/runs?event=workflow_dispatch&per_page=100");
        var (listed, body) = await client.SendAsync(list, time, cancellationToken);
        using (listed)
        {
            if (listed.StatusCode != HttpStatusCode.OK)
            {
                return Refused(listed, body);
            }
        }

        return (Find(body, check.Run), check.Handle) switch
        {
            ({ } found, _) => found,
            (null, Dispatched) => new CheckAnswer.Running(Dispatched),
            _ => await DispatchAsync(workflow, call, check, cancellationToken),
        };
    }

    private async Task<CheckAnswer> DispatchAsync(string workflow, CheckCall.Workflow call, Effect.RunCheck check, CancellationToken cancellationToken)
    {
        using var dispatch = Request(HttpMethod.Post, $"{workflow}/dispatches");
        dispatch.Content = JsonContent.Create(new { @ref = call.Ref, inputs = new { run = check.Run, release = check.ReleaseId, stage = check.Stage, environment = check.Environment } });
        var (response, body) = await client.SendAsync(dispatch, time, cancellationToken);
        using (response)
        {
            return response.IsSuccessStatusCode ? new CheckAnswer.Running(Dispatched) : Refused(response, body);
        }
    }

    private static CheckAnswer? Find(string body, string run)
    {
        using var document = JsonDocument.Parse(body);
        foreach (var found in document.RootElement.GetProperty("workflow_runs").EnumerateArray())
        {
            if (found.GetProperty("display_title").GetString()?.Contains(run, StringComparison.Ordinal) != true)
            {
                continue;
            }

            var where = found.GetProperty("html_url").GetString();
            return (found.GetProperty("status").GetString(), found.GetProperty("conclusion").GetString()) switch
            {
                ("completed", "success") => new CheckAnswer.Passed($"{where} succeeded"),
                ("completed", var conclusion) => new CheckAnswer.Failed($"{where} ended as {conclusion}"),
                _ => new CheckAnswer.Running(Dispatched),
            };
        }

        return null;
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(settings.GitHub, path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ReleaseFunctions", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        if (settings.GitHubToken is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    /// <summary>Too many requests and outages pass; a missing workflow or right does not.</summary>
    private static CheckAnswer Refused(HttpResponseMessage response, string body) => response.StatusCode switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new CheckAnswer.Unclear($"GitHub: {CheckClient.Say(response, body)}"),
        HttpStatusCode.Forbidden when response.Headers.Contains("Retry-After") || response.Headers.Contains("x-ratelimit-remaining") && response.Headers.GetValues("x-ratelimit-remaining").Contains("0") =>
            new CheckAnswer.Unclear($"GitHub: {CheckClient.Say(response, body)}"),
        _ => new CheckAnswer.Failed($"GitHub: {CheckClient.Say(response, body)}"),
    };
}
