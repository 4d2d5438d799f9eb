using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>A workspace in a folder of its own, with results shown as text: columns, an arrow, and the rows.</summary>
public sealed class KqlWorkspace : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kql");

    public KqlWorkspace() => Workspace = LogAnalyticsWorkspace.Open(folder.FullName, "test", TimeProvider.System);

    public LogAnalyticsWorkspace Workspace { get; }

    public Task<string> AskAsync(string query) => AskAsync(Workspace, query);

    public static async Task<string> AskAsync(LogAnalyticsWorkspace workspace, string query) => await workspace.QueryAsync(query, limits: null, TestContext.Current.CancellationToken) switch
    {
        QueryOutcome.Answered answered => Show(answered.Table),
        QueryOutcome.Rejected { Error: var error } => $"{error.Kind} {error.Line}:{error.Column} {error.Message}",
        _ => throw new InvalidOperationException(),
    };

    public static string Show(QueryTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{column.Name}:{Kql(column)}"))
        + " -> " + string.Join(" | ", table.Rows.Select(row => string.Join(", ", row.Select(Show))));

    public static string Show(object? cell) => cell switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double real => real.ToString("R", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        string text => $"'{text}'",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };

    public void Dispose()
    {
        Workspace.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Kql(Local.LogAnalytics.Kql.KqlColumn column) => Local.LogAnalytics.Kql.KqlTypes.Name(column.Type);
}
