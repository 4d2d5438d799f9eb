using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>What became of a query.</summary>
public abstract record QueryOutcome
{
    private QueryOutcome()
    {
    }

    public sealed record Answered(QueryTable Table) : QueryOutcome;

    public sealed record Rejected(KqlError Error) : QueryOutcome;
}
