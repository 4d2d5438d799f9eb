using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.AppConfiguration;
using Azure.Identity;
using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>
/// The two requests that the write protocol is made of, sent through the client's own pipeline: its authentication, its repetitions, its
/// Sync-Tokens. Whatever comes of them is an answer; only a cancellation by the caller is thrown.
/// </summary>
internal sealed class SettingRequests(ConfigurationClient client, Uri endpoint, AppConfigurationFlagsOptions options, TimeProvider time)
{
    private const string ApiVersion = "2023-11-01";

    /// <summary>What one key filter takes.</summary>
    public const int KeysOfARead = 5;

    /// <summary>Reads up to <see cref="KeysOfARead"/> flags by name.</summary>
    public Task<SettingAnswer> ReadAsync(IReadOnlyList<string> flags, SyncTokens tokens, CancellationToken cancellationToken) =>
        AnswerAsync(async cancellation =>
        {
            var found = new List<FoundFlag>();
            var page = new RequestUriBuilder();
            page.Reset(endpoint);
            page.AppendPath("/kv", escape: false);
            page.AppendQuery("api-version", ApiVersion, escapeValue: true);
            page.AppendQuery("key", string.Join(',', flags.Select(flag => Escaped(FeatureFlagSetting.Key(flag)))), escapeValue: true);
            page.AppendQuery("label", options.Label is null ? "\0" : Escaped(options.Label), escapeValue: true);
            for (Uri? next = page.ToUri(); next is not null;)
            {
                using var message = client.Pipeline.CreateMessage();
                message.Request.Method = RequestMethod.Get;
                message.Request.Uri.Reset(next);
                message.Request.Headers.Add("Accept", "application/vnd.microsoft.appconfig.kvset+json, application/problem+json");
                var response = await SendAsync(message, tokens, cancellation);
                if (response.Status != 200)
                {
                    return Unclear(response);
                }

                var (settings, link) = SettingJson.Page(response.Content);
                found.AddRange(settings);
                next = link is null ? null : new Uri(endpoint, link);
                if (next is not null && next.Authority != endpoint.Authority)
                {
                    return new SettingAnswer.Unclear($"the store names a next page elsewhere: {next.Authority}");
                }
            }

            // A list that changes while it is paged may name a setting twice.
            return new SettingAnswer.Read([.. found.DistinctBy(flag => flag.Key, StringComparer.Ordinal)]);
        }, cancellationToken);

    /// <summary>Writes the setting on the condition that it still is the named version.</summary>
    public Task<SettingAnswer> WriteAsync(
        CapturedFlag flag, string value, IReadOnlyDictionary<string, string> tags, string mustFind, SyncTokens tokens, CancellationToken cancellationToken) =>
        AnswerAsync(async cancellation =>
        {
            using var message = client.Pipeline.CreateMessage();
            var request = message.Request;
            request.Method = RequestMethod.Put;
            request.Uri.Reset(endpoint);
            request.Uri.AppendPath("/kv/", escape: false);
            request.Uri.AppendPath(FeatureFlagSetting.Key(flag.Key), escape: true);
            request.Uri.AppendQuery("api-version", ApiVersion, escapeValue: true);
            if (flag.Label is not null)
            {
                request.Uri.AppendQuery("label", flag.Label, escapeValue: true);
            }

            request.Headers.Add("Accept", "application/vnd.microsoft.appconfig.kv+json, application/problem+json");
            request.Headers.Add("Content-Type", "application/vnd.microsoft.appconfig.kv+json");
            request.Headers.Add("If-Match", new ETag(mustFind).ToString("H"));
            request.Content = RequestContent.Create(SettingJson.Body(value, flag.ContentType, tags));
            var response = await SendAsync(message, tokens, cancellation);
            return response.Status switch
            {
                200 or 201 => new SettingAnswer.Written(SettingJson.ETag(response.Content)),
                409 => new SettingAnswer.ReadOnly(),
                412 => new SettingAnswer.OtherVersion(),
                400 or 413 => new SettingAnswer.Refused(Text(response)),
                _ => Unclear(response),
            };
        }, cancellationToken);

    private async Task<Response> SendAsync(HttpMessage message, SyncTokens tokens, CancellationToken cancellationToken)
    {
        await client.Pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Headers.TryGetValues("Sync-Token", out var received))
        {
            foreach (var token in received)
            {
                tokens.Add(token);
            }
        }

        return message.Response;
    }

    private async Task<SettingAnswer> AnswerAsync(Func<CancellationToken, Task<SettingAnswer>> request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await request(either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new SettingAnswer.Unclear(FormattableString.Invariant($"no answer within {options.Deadline.TotalSeconds:0.#} s"));
        }
        catch (AggregateException e)
        {
            return new SettingAnswer.Unclear($"the store cannot be reached: {e.InnerExceptions[^1].Message}");
        }
        catch (Exception e) when (e is RequestFailedException or HttpRequestException or IOException)
        {
            return new SettingAnswer.Unclear($"the store cannot be reached: {e.Message}");
        }
        catch (AuthenticationFailedException e)
        {
            return new SettingAnswer.Unclear($"no access token: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new SettingAnswer.Unclear($"the store's answer cannot be read: {e.Message}");
        }
    }

    private static SettingAnswer.Unclear Unclear(Response response) => new($"the store answers {Text(response)}");

    private static string Text(Response response)
    {
        var body = response.Content.ToString();
        return $"{response.Status} {response.ReasonPhrase}{(body.Length == 0 ? "" : ": " + body[..Math.Min(body.Length, 200)])}";
    }

    // In a filter a comma separates, an asterisk is a wildcard, and a backslash takes either to the letter.
    private static string Escaped(string name) =>
        name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal).Replace("*", @"\*", StringComparison.Ordinal);
}
