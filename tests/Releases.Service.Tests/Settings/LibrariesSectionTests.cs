using Microsoft.Extensions.Configuration;
using Releases.Service.Settings;

namespace Releases.Service.Tests.Settings;

public sealed class LibrariesSectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("libraries-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WithoutTheSetting_IsNone() => Assert.Empty(LibrariesSection.Read(new ConfigurationBuilder().Build(), _folder).All);

    [Fact]
    public void Read_Folder_IsItsLibraries_AndNothingElse()
    {
        Write("b.yml", "two");
        Write("a.yaml", "one");
        File.WriteAllText(Path.Combine(_folder, "readme.md"), "no library");

        Assert.Equal(["one", "two"], Read(".").Select(library => library.Name));
    }

    [Theory]
    [InlineData("gone", "", "there is no folder")]
    [InlineData(".", "data: [", "a.yaml: line ")]
    [InlineData(".", "apiVersion: releasefunctions/v1\nkind: CriteriaLibrary\nmetadata: { name: one, owner: t }\ncriteria: {}", "a.yaml, b.yaml: have one name, 'one'")]
    public void Read_WhatCannotBeUsed_KeepsTheServiceFromStarting(string folder, string text, string message)
    {
        Write("b.yaml", "one");
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), text);

        Assert.Contains(message, Assert.Throws<InvalidOperationException>(() => Read(folder)).Message, StringComparison.Ordinal);
    }

    private void Write(string file, string name) =>
        File.WriteAllText(Path.Combine(_folder, file), $"apiVersion: releasefunctions/v1\nkind: CriteriaLibrary\nmetadata: {{ name: {name}, owner: t }}\ncriteria: {{}}\n");

    private IReadOnlyList<Releases.Plans.CriteriaLibrary> Read(string folder) =>
        LibrariesSection.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Libraries"] = folder }).Build(), _folder).All;
}
