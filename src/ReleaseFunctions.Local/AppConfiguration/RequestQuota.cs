namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>A number of requests in each hour of the clock. The service's quota for the Standard tier is 30,000.</summary>
internal sealed class RequestQuota(int? perHour, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _hour;
    private int _taken;

    /// <summary>Takes one request off the quota: null when there was one left, else how long until the next hour.</summary>
    public TimeSpan? Take()
    {
        if (perHour is not { } quota)
        {
            return null;
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
            (_hour, _taken) = (hour, hour == _hour ? _taken : 0);
            if (_taken >= quota)
            {
                return hour.AddHours(1) - now;
            }

            _taken++;
            return null;
        }
    }
}
