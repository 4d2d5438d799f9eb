using System.Text;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Http;

namespace Releases.Service.Tests.Access;

/// <summary>Every role on every route, and every signal: tried, and compared with the table that people read.</summary>
public sealed class AccessMatrixTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    private const string Begin = "<!-- The table of AccessMatrixTests. -->\n";
    private const string End = "<!-- End of the table. -->";

    [Fact]
    public async Task EveryCell_IsAsTheDocumentationSays()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "security.md"), TestContext.Current.CancellationToken);
        var found = await TryEveryCellAsync();

        Assert.True(document.Split(Begin)[1].Split(End)[0] == found, $"docs/reference/security.md has another table than what was found:\n{found}");
    }

    private async Task<string> TryEveryCellAsync()
    {
        using var api = new GuardedApi(issuer.Settings());
        var roles = Enum.GetValues<Role>();
        (string Head, string? Token)[] columns =
        [
            ("nobody", null),
            ("no role", issuer.ForPerson("nil@octo.example", [])),
            .. roles.Select(role => (role.ToString(), (string?)issuer.ForPerson("ada@octo.example", [role.ToString()]))),
        ];
        var table = new StringBuilder()
            .Append($"| method | route | {string.Join(" | ", columns.Select(column => column.Head))} |\n")
            .Append($"|---|---|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n");
        foreach (var (route, what, body) in api.Routes.SelectMany(Rows))
        {
            table.Append($"| {route.Method} | {what} |");
            foreach (var (_, token) in columns)
            {
                var answer = await api.AskAsync(route, token, body);
                table.Append(answer.Status switch { 401 => " 401 |", 403 => " 403 |", >= 500 => $" {answer.Text} |", _ => " yes |" });
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static IEnumerable<(ReleaseRoute Route, string What, string Body)> Rows(ReleaseRoute route) => route.Name == "SendSignal"
        ? Enum.GetValues<SignalKind>().Where(SignalAccess.IsForPeople).Select(kind => kind.ToString().ToLowerInvariant()).Select(kind => (route, $"`/{route.Pattern}` {kind}", $$"""{"kind": "{{kind}}"}"""))
        : [(route, $"`/{route.Pattern}`", ServiceWorld.Plan)];
}
