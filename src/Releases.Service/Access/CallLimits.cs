using System.Threading.RateLimiting;

namespace Releases.Service.Access;

/// <summary>How often somebody may ask. Enough for people and for clients that look every second; not for a loop that has gone wild.</summary>
public sealed class CallLimits : IDisposable
{
    /// <summary>Requests a minute, of one caller, or of one address for what nobody is known for.</summary>
    public const int PerMinute = 600;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _limiter;

    public CallLimits()
        : this(PerMinute)
    {
    }

    private CallLimits(int atOnce) => _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(
        who,
        _ => new TokenBucketRateLimiterOptions { TokenLimit = atOnce, TokensPerPeriod = PerMinute / 60, ReplenishmentPeriod = Period, QueueLimit = 0, AutoReplenishment = true }));

    /// <summary>Limits with which somebody may ask so often at once.</summary>
    public static CallLimits Of(int atOnce) => new(atOnce);

    /// <summary>Counts one request of somebody; false if it is one too many just now.</summary>
    internal bool Take(string who)
    {
        using var lease = _limiter.AttemptAcquire(who);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
