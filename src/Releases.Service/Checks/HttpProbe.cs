using Releases.Judgement;
using Releases.Judgement.Probes;

namespace Releases.Service.Checks;

/// <summary>Calls the address of a criterion. What refuses to answer is broken; what cannot be found, or may not be called, has not been measured.</summary>
public sealed class HttpProbe(CheckClient client, CheckSettings settings, TimeProvider time)
{
    public async Task<Measurement> AskAsync(Question.Http question, CancellationToken cancellationToken)
    {
        if (!settings.Hosts.Contains(question.Url.Authority, StringComparer.OrdinalIgnoreCase))
        {
            return new Measurement.Error("NotAllowed", $"{question.Url.Authority} is not among the hosts that may be called; an operator adds it to {CheckSettings.Section}:{nameof(settings.Hosts)}");
        }

        var began = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, question.Url);
            var (response, body) = await client.SendAsync(request, time, cancellationToken);
            using (response)
            {
                return ProbeAnswer.Of(question, (int)response.StatusCode, body, time.GetElapsedTime(began));
            }
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError)
        {
            return new Measurement.Error("Unreachable", problem.Message);
        }
        catch (Exception problem) when (problem is HttpRequestException or TimeoutException or IOException)
        {
            return ProbeAnswer.None(problem.Message);
        }
    }
}
