namespace Releases.Plans;

/// <summary>A data pipeline that the release affects.</summary>
/// <param name="Name">As its telemetry names it.</param>
/// <param name="RunsPerHour">Expected runs in an hour over all units, exposed or not.</param>
/// <param name="RowsPerRun">Expected rows in one run.</param>
public sealed record Pipeline(string Name, double? RunsPerHour, double? RowsPerRun);
