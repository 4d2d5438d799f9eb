using System.Reflection;
using System.Xml.Linq;

namespace Architecture;

/// <summary>Which project may use what: the table of docs/explanation/architecture.md, enforced.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Releases"] = [],
        ["Releases.Azure"] = ["Releases"],
        ["Releases.Service"] = ["Releases", "Releases.Azure"],
        ["Releases.Cli"] = ["Releases"],
        ["ReleaseFunctions.Local"] = ["Releases", "Releases.Azure", "Releases.Service"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatTheTableAllows(string project)
    {
        var ours = Assembly.Load(project).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => Allowed.ContainsKey(name) || name.StartsWith("Release", StringComparison.Ordinal));

        Assert.Empty(ours.Except(Allowed[project]));
    }

    /// <summary>By its project file: where its packages are missing, its assembly is empty.</summary>
    [Fact]
    public void FunctionsApp_ReferencesTheServiceOnly()
    {
        var project = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "functions", "ReleaseFunctions.csproj"));

        var references = project.Descendants("ProjectReference").Select(reference => (string?)reference.Attribute("Include"));

        Assert.Equal(["../Releases.Service/Releases.Service.csproj"], references);
    }

    [Fact]
    public void Domain_ReferencesNoAzureNoWebAndNoDatabase()
    {
        string[] foreign = ["Azure", "Microsoft.AspNetCore", "Microsoft.Data", "DuckDB", "System.Net.Http", "Microsoft.Extensions"];

        var referenced = Assembly.Load("Releases").GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(referenced, name => foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Service_KnowsNoHost()
    {
        var referenced = Assembly.Load("Releases.Service").GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(referenced, name => name.Contains("Functions", StringComparison.Ordinal) || name.Contains("DurableTask", StringComparison.Ordinal) || name.Contains("Sqlite", StringComparison.Ordinal));
    }
}
