using System.Net;
using System.Net.Http.Json;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Service.Checks;

/// <summary>A check at an address: it is told the run's id, and may answer at once or say where to ask again.</summary>
internal sealed class HttpCheck(CheckClient client, CheckSettings settings, TimeProvider time)
{
    public async Task<CheckAnswer> AskAsync(CheckCall.Http call, Effect.RunCheck check, CancellationToken cancellationToken)
    {
        var asked = check.Handle is null ? call.Url : new Uri(check.Handle);
        if (!settings.Hosts.Contains(asked.Authority, StringComparer.OrdinalIgnoreCase))
        {
            return new CheckAnswer.Failed($"{asked.Authority} is not among the hosts that checks may call; an operator adds it to {CheckSettings.Section}:{nameof(settings.Hosts)}");
        }

        using var request = Request(asked, check);
        var (response, body) = await client.SendAsync(request, time, cancellationToken);
        using (response)
        {
            return Read(asked, response, CheckClient.Say(response, body));
        }
    }

    private static HttpRequestMessage Request(Uri asked, Effect.RunCheck check)
    {
        if (check.Handle is not null)
        {
            return new HttpRequestMessage(HttpMethod.Get, asked);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, asked) { Content = JsonContent.Create(new { check.Run, Release = check.ReleaseId, check.Stage, check.Environment }) };
        request.Headers.Add("Idempotency-Key", check.Run);
        return request;
    }

    private static CheckAnswer Read(Uri asked, HttpResponseMessage response, string text) => response.StatusCode switch
    {
        HttpStatusCode.Accepted when response.Headers.Location is { } location => new CheckAnswer.Running(new Uri(asked, location).ToString()),
        HttpStatusCode.Accepted => new CheckAnswer.Failed("it answers 202 without a Location where to ask for the result"),
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new CheckAnswer.Passed(text),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new CheckAnswer.Unclear(text),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new CheckAnswer.Failed($"it redirects ({(int)response.StatusCode}), and redirects are not followed"),
        _ => new CheckAnswer.Failed(text),
    };
}
