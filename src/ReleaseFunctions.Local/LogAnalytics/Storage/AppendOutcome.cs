namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>What became of rows that were sent: all are stored, or none.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    public sealed record Stored(int Rows) : AppendOutcome;

    /// <summary><paramref name="Row"/> counts from 0 and is null where the whole batch is meant; so is <paramref name="Column"/>.</summary>
    public sealed record Rejected(string Message, int? Row, string? Column) : AppendOutcome;
}
