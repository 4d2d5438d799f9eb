using System.Text;

namespace ReleaseFunctions.Local.Tests.Adapters;

[Collection(nameof(StorageFixture))]
public sealed class ReleaseDocumentsTests(StorageFixture storage)
{
    [Fact]
    public async Task Put_NewName_IsKeptToTheLetter()
    {
        var documents = await storage.DocumentsAsync();
        var text = "#!/bin/bash\r\n'äöü' 漢字 🚀\n" + new string('x', 300_000);

        await documents.PutAsync("captures/r1/break-glass.sh", text, "text/x-shellscript", CancellationToken.None);

        Assert.Equal(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes((await documents.GetAsync("captures/r1/break-glass.sh", CancellationToken.None))!));
    }

    [Fact]
    public async Task Put_TakenName_LeavesWhatIsThere()
    {
        var documents = await storage.DocumentsAsync();

        await documents.PutAsync("plan", "first", "application/json", CancellationToken.None);
        await documents.PutAsync("plan", "second", "application/json", CancellationToken.None);

        Assert.Equal("first", await documents.GetAsync("plan", CancellationToken.None));
    }

    [Fact]
    public async Task Remove_Folder_RemovesWhatIsInItAndNothingElse()
    {
        var documents = await storage.DocumentsAsync();
        string[] names = ["releases/r1/capture.json", "releases/r1/break-glass.sh", "releases/r10/capture.json", "releases/r1", "plans/r1"];
        foreach (var name in names)
        {
            await documents.PutAsync(name, "text", "application/json", CancellationToken.None);
        }

        await documents.RemoveAsync("releases/r1", CancellationToken.None);
        await documents.RemoveAsync("releases/r1", CancellationToken.None);

        var left = await Task.WhenAll(names.Select(async name => await documents.GetAsync(name, CancellationToken.None) is null ? null : name));
        Assert.Equal(["releases/r10/capture.json", "releases/r1", "plans/r1"], left.OfType<string>());
    }

    [Fact]
    public async Task Get_UnknownName_IsNull() =>
        Assert.Null(await (await storage.DocumentsAsync()).GetAsync("nothing", CancellationToken.None));

    [Fact]
    public async Task Names_OfAPrefix_AreThoseAndNoOthers()
    {
        var documents = await storage.DocumentsAsync();
        foreach (var name in new[] { "releases/a/capture-2.json", "releases/a/capture-1.json", "releases/a/break-glass-1.sh", "releases/ab/capture-1.json" })
        {
            await documents.PutAsync(name, "{}", "application/json", CancellationToken.None);
        }

        Assert.Equal(["releases/a/capture-1.json", "releases/a/capture-2.json"], await documents.NamesAsync("releases/a/capture-", CancellationToken.None));
    }

    [Fact]
    public async Task Ensure_Again_ChangesNothing()
    {
        var documents = await storage.DocumentsAsync();
        await documents.PutAsync("plan", "first", "application/json", CancellationToken.None);

        await documents.EnsureAsync(CancellationToken.None);

        Assert.Equal("first", await documents.GetAsync("plan", CancellationToken.None));
    }
}
