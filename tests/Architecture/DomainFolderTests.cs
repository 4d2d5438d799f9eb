using NetArchTest.Rules;
using Releases.Lifecycle;

namespace Architecture;

/// <summary>The folders of the domain use each other one way only.</summary>
public sealed class DomainFolderTests
{
    /// <summary>From the bottom up: a folder may use those before it.</summary>
    private static readonly string[] Layers =
    [
        "Releases.Wording",
        "Releases.Durations",
        "Releases.Exposures",
        "Releases.Judgement",
        "Releases.Records",
        "Releases.Leases",
        "Releases.Governance",
        "Releases.Plans",
        "Releases.Protection",
        "Releases.Evaluations",
        "Releases.Lifecycle",
        "Releases.Explanations",
        "Releases.Budgets",
        "Releases.Preflights",
        "Releases.BackTests",
        "Releases.Rehearsals",
    ];

    public static TheoryData<string> Folders => [.. Layers];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_UsesOnlyFoldersBelowIt(string folder)
    {
        var above = Layers.SkipWhile(layer => layer != folder).Skip(1).ToArray();
        if (above.Length == 0)
        {
            Assert.Equal(Layers[^1], folder);
            return;
        }

        var result = Types.InAssembly(typeof(ReleaseMachine).Assembly).That().ResideInNamespace(folder).ShouldNot().HaveDependencyOnAny(above).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void EveryFolder_HasItsLayer()
    {
        var folders = typeof(ReleaseMachine).Assembly.GetTypes()
            .Select(type => type.Namespace)
            .Where(name => name?.StartsWith("Releases.", StringComparison.Ordinal) == true)
            .Select(name => string.Join('.', name!.Split('.').Take(2)))
            .Distinct();

        Assert.Empty(folders.Except(Layers));
    }
}
