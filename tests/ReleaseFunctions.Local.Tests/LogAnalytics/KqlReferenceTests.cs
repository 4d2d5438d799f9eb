using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>
/// What Kusto's reference says that a query answers, as files of cases: a query, then its columns and rows behind '&gt;', then an empty line. The
/// results are the reference's; names and data are ours.
/// </summary>
public sealed class KqlReferenceTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "kql-reference");

    public static TheoryData<string> Files() => new(Directory.GetFiles(Folder, "*.kql").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Query_OfTheReference_IsAnsweredAsItSays(string file)
    {
        var wrong = new List<string>();
        var cases = (await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        foreach (var lines in cases.Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var query = string.Join('\n', lines.Where(line => !line.StartsWith('>')));
            var expected = lines.Where(line => line.StartsWith('>')).Select(line => line[1..].Trim()).ToList();
            var answer = await workspace.Workspace.QueryAsync(query, limits: null, TestContext.Current.CancellationToken);
            var actual = answer is QueryOutcome.Answered answered ? Lines(answered.Table) : [answer.ToString()!];
            if (!Same(expected, actual))
            {
                wrong.Add($"{query}\nexpected:\n{string.Join('\n', expected)}\nanswered:\n{string.Join('\n', actual)}\n");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEmpty(cases);
    }

    // Rows have an order only where the query gives them one; that is tested elsewhere.
    private static bool Same(List<string> expected, List<string> actual) => expected.Count > 0 && expected.Count == actual.Count && expected[0] == actual[0]
        && expected.Skip(1).Order(StringComparer.Ordinal).SequenceEqual(actual.Skip(1).Order(StringComparer.Ordinal));

    private static List<string> Lines(QueryTable table) =>
    [
        string.Join(" | ", table.Columns.Select(column => $"{column.Name}:{Local.LogAnalytics.Kql.KqlTypes.Name(column.Type)}")),
        .. table.Rows.Select(row => string.Join(" | ", row.Select(cell => KqlWorkspace.Show(cell).Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)))),
    ];
}
