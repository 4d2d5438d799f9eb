namespace Infrastructure;

public sealed class CompilationTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    public static TheoryData<string> Sources => [.. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    public static TheoryData<string> Deployments => [.. Directory.EnumerateFiles(Repository.PathOf("tests/Infrastructure/deployments"), "*.bicepparam")
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Fact]
    public void Template_Compiled_HasNoErrorAndNoWarning()
    {
        Assert.Equal("", template.Run.Errors);
        Assert.Equal(0, template.Run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Source_FormattedByBicep_StaysAsItIs(string source)
    {
        var run = await BicepRun.OfAsync("format", source, "--stdout");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Repository.Read(source), run.Output);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Deployment_Predicted_IsTheSnapshotBesideIt(string parameters)
    {
        // To accept a change: the same command with --mode overwrite.
        var run = await BicepRun.OfAsync(
            "snapshot",
            parameters,
            "--mode",
            "validate",
            "--tenant-id",
            "44444444-4444-4444-4444-444444444444",
            "--subscription-id",
            "55555555-5555-5555-5555-555555555555",
            "--location",
            "westeurope",
            "--deployment-name",
            "try");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    [Fact]
    public void Modules_AreLocal()
    {
        var sources = Sources.Select(row => Repository.Read(row.Data));

        Assert.All(sources, source => Assert.DoesNotContain("'br", source, StringComparison.Ordinal));
        Assert.All(sources, source => Assert.DoesNotContain("'ts:", source, StringComparison.Ordinal));
    }
}
