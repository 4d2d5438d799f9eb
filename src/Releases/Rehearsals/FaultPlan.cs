namespace Releases.Rehearsals;

/// <summary>When which store does not do as it should. Of two faults at one time the first counts.</summary>
public sealed class FaultPlan(DateTimeOffset start)
{
    private readonly List<FaultSpan> _spans = [];

    public void Add(FaultSpan span) => _spans.Add(span);

    public StoreFault Of(string store, DateTimeOffset now, string? key = null)
    {
        foreach (var span in _spans)
        {
            if (span.Store == store && (span.Key is null || key is null || span.Key == key) && now - start >= span.From && now - start < span.Until)
            {
                return span.Fault;
            }
        }

        return StoreFault.None;
    }
}
