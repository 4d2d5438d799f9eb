using System.Text.Json;

namespace Infrastructure;

public sealed class NamingTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    // The types that have no tags in Azure.
    private static readonly string[] Untagged = ["roleAssignments", "diagnosticSettings", "blobServices", "containers", "config", "basicPublishingCredentialsPolicies", "taskHubs"];

    [Theory]
    [InlineData("newGuid(")]
    [InlineData("utcNow(")]
    public void Names_DoNotDependOnChanceOrTime(string function) => Assert.DoesNotContain(function, template.Run.Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Names_AreKnownBeforeAnythingIsMade() => Assert.All(
        Deployment.All.SelectMany(deployment => deployment.Resources),
        resource => Assert.DoesNotContain('[', (string)resource["id"]!));

    [Fact]
    public void Names_OfTheSameEnvironment_AreTheSameWhateverElseIsChosen()
    {
        var first = Deployment.FromNothing.Of("Microsoft.Storage/storageAccounts").Single();
        var second = Deployment.Everything.Of("Microsoft.Storage/storageAccounts").Single();

        Assert.Equal((string?)first["id"], (string?)second["id"]);
    }

    [Fact]
    public void Names_AreNotTakenTwice() => Assert.All(
        Deployment.All,
        deployment => Assert.Equal(deployment.Resources.Count(), deployment.Resources.Select(resource => (string?)resource["id"]).Distinct().Count()));

    [Fact]
    public void Names_BeginWithTheirAbbreviation()
    {
        var abbreviations = JsonSerializer.Deserialize<Dictionary<string, string>>(Repository.Read("infra/abbreviations.json"))!;
        var named = Deployment.All.SelectMany(deployment => deployment.Resources)
            .Where(resource => resource["tags"] is not null && (string?)resource["type"] != "Microsoft.Insights/workbooks")
            .Select(resource => ((string)resource["name"]!).Split('/')[^1]);

        Assert.All(named, name => Assert.Contains(abbreviations.Values, abbreviation => name.StartsWith(abbreviation, StringComparison.Ordinal)));
    }

    [Fact]
    public void Resources_CarryTheTagOfTheirAzdEnvironment() => Assert.All(
        Deployment.All.SelectMany(deployment => deployment.Resources)
            .Where(resource => !Untagged.Contains(((string)resource["type"]!).Split('/')[^1], StringComparer.Ordinal)),
        resource => Assert.Equal("try", (string?)resource["tags"]?["azd-env-name"]));
}
