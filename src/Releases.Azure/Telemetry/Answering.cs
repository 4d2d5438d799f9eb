using System.Text.Json;
using Azure;
using Azure.Identity;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>Makes of everything that can go wrong between a question and its answer the one error that it is.</summary>
internal static class Answering
{
    private static readonly string[] Unanswered = ["Timeout", "Throttled", "Unreachable", "Unreadable", "Unauthenticated"];

    /// <summary>Whether it is the provider's own trouble, and not that of the question.</summary>
    public static bool IsOfTheProvider(Measurement.Error failure) =>
        Unanswered.Contains(failure.Code) || failure.Code.StartsWith("Http5", StringComparison.Ordinal);

    /// <summary>The answer, or why there is none. Takes <see cref="LogAnalyticsOptions.Deadline"/> at most; only the caller's own cancellation is thrown.</summary>
    public static async Task<(T? Answer, Measurement.Error? Failure)> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(LogAnalyticsOptions.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await ask(either.Token), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return Failed("Timeout", FormattableString.Invariant($"no answer within {LogAnalyticsOptions.Deadline.TotalSeconds:0} s"));
        }
        catch (RequestFailedException e) when (e.Status != 0)
        {
            return Failed(e.Status switch { 429 => "Throttled", 408 or 504 => "Timeout", _ => e.ErrorCode ?? $"Http{e.Status}" }, e.Message);
        }
        catch (AggregateException e)
        {
            return e.InnerExceptions[^1] is OperationCanceledException
                ? Failed("Timeout", "the service did not answer any of several tries")
                : Failed("Unreachable", e.InnerExceptions[^1].Message);
        }
        catch (Exception e) when (e is RequestFailedException or HttpRequestException or IOException)
        {
            return Failed("Unreachable", e.Message);
        }
        catch (AuthenticationFailedException e)
        {
            return Failed("Unauthenticated", e.Message);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            return Failed("Unreadable", e.Message);
        }

        static (T?, Measurement.Error?) Failed(string code, string message) => (null, new Measurement.Error(code, message));
    }
}
