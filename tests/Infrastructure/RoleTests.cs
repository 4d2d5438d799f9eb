using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infrastructure;

/// <summary>docs/reference/azure-roles.md has a line for each role assignment, and each line its assignment.</summary>
public sealed partial class RoleTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    private const string RoleAssignment = "Microsoft.Authorization/roleAssignments";

    private static readonly Dictionary<string, (string Role, string Why)> Lines = TableLine().Matches(Repository.Read("docs/reference/azure-roles.md"))
        .ToDictionary(line => line.Groups["name"].Value, line => (line.Groups["role"].Value, line.Groups["why"].Value.Trim()));

    [Fact]
    public void Assignments_AreMadeInOneModule()
    {
        var elsewhere = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(RoleAssignment, StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal([Path.Combine("infra", "app", "roles.bicep")], elsewhere);
    }

    [Fact]
    public void Assignments_EachHaveTheirLine_AndEachLineItsAssignment()
    {
        var assignments = template.Resources
            .Where(found => (string?)found.Resource["type"] == RoleAssignment)
            .Select(found => found.Path.Split('/')[^1])
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(Lines.Keys.Order(StringComparer.Ordinal), assignments.Order(StringComparer.Ordinal));
        Assert.All(Lines.Values, line => Assert.True(line.Why.Length > 20, $"'{line.Why}' is no reason"));
    }

    [Fact]
    public void Assignments_GiveTheRoleThatTheirLineNames()
    {
        var roles = template.Templates.First(found => found.Path.EndsWith("/roles", StringComparison.Ordinal)).Template["variables"]!["roleIds"]!.AsObject();

        Assert.All(template.Resources.Where(found => (string?)found.Resource["type"] == RoleAssignment), found =>
        {
            var name = found.Path.Split('/')[^1];
            var variable = RoleVariable().Match((string)found.Resource["properties"]!["roleDefinitionId"]!).Groups["role"].Value;

            Assert.Equal(Lines[name].Role, (string?)roles[variable]);
        });
    }

    [Fact]
    public void Assignments_AreOnResources_NotOnGroupsOrSubscriptions()
    {
        var assignments = Deployment.All.SelectMany(deployment => deployment.Of(RoleAssignment)).Select(assignment => (string)assignment["id"]!).ToList();

        Assert.NotEmpty(assignments);
        Assert.All(assignments, id => Assert.Equal(2, id.Split("/providers/").Length - 1));
    }

    [Fact]
    public void DataOwner_OnlyOnTheStoresOfItsEnvironments()
    {
        const string appConfigurationDataOwner = "5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b";
        var stores = Deployment.Everything.Of(RoleAssignment)
            .Where(assignment => IsForTheApp(assignment) && ((string)assignment["properties"]!["roleDefinitionId"]!).EndsWith(appConfigurationDataOwner, StringComparison.Ordinal))
            .Select(assignment => ((string)assignment["id"]!).Split('/')[8])
            .ToList();

        Assert.Equal(2, stores.Count);
        Assert.Contains("appcs-shared", stores);
        Assert.Contains(stores, store => store.StartsWith("appcs-staging-", StringComparison.Ordinal));
    }

    [Fact]
    public void Deployer_GetsNothingOnWhatWasGiven() => Assert.All(
        Deployment.Everything.Of(RoleAssignment).Where(assignment => !IsForTheApp(assignment)),
        assignment => Assert.Contains("/resourceGroups/rg-try/", (string?)assignment["id"], StringComparison.Ordinal));

    private static bool IsForTheApp(JsonObject assignment) =>
        ((string)assignment["properties"]!["principalId"]!).Contains("userAssignedIdentities", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|[^|]*\|[^|]*\(`(?<role>[0-9a-f-]{36})`\) \|[^|]*\|(?<why>[^|]*)\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableLine();

    [GeneratedRegex(@"variables\('roleIds'\)\.(?<role>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoleVariable();
}
