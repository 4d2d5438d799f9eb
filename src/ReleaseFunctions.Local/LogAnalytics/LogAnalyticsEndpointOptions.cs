namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>How the local Log Analytics endpoint is set up.</summary>
public sealed record LogAnalyticsEndpointOptions
{
    /// <summary>Where the certificate and one database file a workspace are kept; made where there is none.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Rows that a result may have, as in the service; what is more is cut off, and the answer says PartialError.</summary>
    public int MostRows { get; init; } = 500_000;

    /// <summary>Queries that may begin within 30 seconds; more get 429. Absent for no limit; the service allows 200 a user.</summary>
    public int? QueriesPer30Seconds { get; init; }

    /// <summary>The ids of the workspaces, at least one: letters, digits, '-' and '_'. What names no workspace goes to the first.</summary>
    public required IReadOnlyList<string> Workspaces { get; init; }
}
