using System.Net;

namespace Releases.Service.Tests.Checks;

/// <summary>The network: answers in their order, and what was asked.</summary>
internal sealed class RecordedAnswers : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    internal List<(HttpMethod Method, Uri Url, string? Body, string? Key)> Asked { get; } = [];

    internal RecordedAnswers Then(HttpStatusCode status, string body = "", string? location = null)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
            response.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return response;
        });
        return this;
    }

    internal RecordedAnswers ThenNothing()
    {
        _answers.Enqueue(() => throw new HttpRequestException("connection refused"));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        Asked.Add((request.Method, request.RequestUri!, body, key));
        return _answers.Dequeue()();
    }
}
