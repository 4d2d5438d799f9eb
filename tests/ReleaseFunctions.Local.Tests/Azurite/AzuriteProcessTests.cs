using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ReleaseFunctions.Local.Azurite;

namespace ReleaseFunctions.Local.Tests.Azurite;

public sealed class AzuriteProcessTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Azurite_StartedAgainAfterDispose_HasTheDataAndTheFirstProcessIsGone()
    {
        var options = fixture.Options("again");
        ProcessIdentity first;
        await using (var azurite = await AzuriteFixture.StartAsync(options))
        {
            first = azurite.Process;
            Assert.False(azurite.WasFound);
            Assert.True(first.IsAlive);
            await WriteAsync(azurite, "kept");
        }

        Assert.False(first.IsAlive);
        Assert.Null(AzuriteRecord.Read(options.DataFolder));

        await using var second = await AzuriteFixture.StartAsync(options);
        Assert.False(second.WasFound);
        Assert.NotEqual(first, second.Process);
        Assert.Equal("kept", await ReadAsync(second));
    }

    [Fact]
    public async Task Azurite_LeftBehindByAKilledHost_IsFoundTakenOverAndEnded()
    {
        var options = fixture.Options("left-behind");
        var leaked = await AzuriteFixture.StartAsync(options);
        await WriteAsync(leaked, "left behind");
        (AzuriteRecord.Read(options.DataFolder)! with { Owner = await EndedProcessAsync() }).Write(options.DataFolder);

        await using (var found = await AzuriteFixture.StartAsync(options))
        {
            Assert.True(found.WasFound);
            Assert.False(found.IsShared);
            Assert.Equal(leaked.Process.Id, found.Process.Id);
            Assert.Equal(leaked.ConnectionString, found.ConnectionString);
            Assert.Equal("left behind", await ReadAsync(found));
            Assert.Equal(Environment.ProcessId, AzuriteRecord.Read(options.DataFolder)!.Owner.Id);
        }

        Assert.False(leaked.Process.IsAlive);
    }

    [Fact]
    public async Task Azurite_OfAHostThatLives_IsSharedAndLeftToIt()
    {
        var options = fixture.Options("shared");
        await using var owner = await AzuriteFixture.StartAsync(options);

        await using (var other = await AzuriteFixture.StartAsync(options))
        {
            Assert.True(other.IsShared);
            Assert.Equal(owner.Process.Id, other.Process.Id);
        }

        Assert.True(owner.Process.IsAlive);
        await WriteAsync(owner, "still there");
        Assert.Equal("still there", await ReadAsync(owner));
    }

    [Fact]
    public async Task Azurite_TwoHostsStartAtOnce_OneProcessServesBoth()
    {
        var options = fixture.Options("race");

        var both = await Task.WhenAll(AzuriteFixture.StartAsync(options), AzuriteFixture.StartAsync(options));

        Assert.Equal(both[0].Process.Id, both[1].Process.Id);
        Assert.Single(both, azurite => azurite.IsShared);
        foreach (var azurite in both)
        {
            await azurite.DisposeAsync();
        }

        Assert.False(both[0].Process.IsAlive);
    }

    [Fact]
    public async Task Azurite_WhenAWantedPortIsTaken_TakesAnother()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var azurite = await AzuriteFixture.StartAsync(fixture.Options("taken", new AzuritePorts(0, 0, port)));

        Assert.NotEqual(port, azurite.Ports.Table);
        await WriteAsync(azurite, "elsewhere");
        Assert.Equal("elsewhere", await ReadAsync(azurite));
    }

    [Fact]
    public async Task Azurite_WhenTheRecordNamesAnEndedProcess_IsStartedAnew()
    {
        var options = fixture.Options("stale");
        Directory.CreateDirectory(options.DataFolder);
        var ended = await EndedProcessAsync();
        new AzuriteRecord(ended, ended, new AzuritePorts(1, 2, 3)).Write(options.DataFolder);

        await using var azurite = await AzuriteFixture.StartAsync(options);

        Assert.False(azurite.WasFound);
        Assert.NotEqual(1, azurite.Ports.Blob);
    }

    [Fact]
    public async Task Installation_ThatNpmRefuses_SaysWhatNpmSaid()
    {
        var options = fixture.Options("no-npm");
        var manifest = Directory.CreateDirectory(Path.Combine(options.DataFolder, "manifest")).FullName;
        await File.WriteAllTextAsync(Path.Combine(manifest, "package.json"), "{ \"name\": \"broken\" }");
        await File.WriteAllTextAsync(Path.Combine(manifest, "package-lock.json"), "no lock");
        options = options with { ManifestFolder = manifest, InstallFolder = Path.Combine(options.DataFolder, "install") };

        var failure = await Assert.ThrowsAsync<AzuriteUnavailableException>(() => AzuriteFixture.StartAsync(options));

        Assert.Contains("npm could not install Azurite", failure.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(AzuriteProcess azurite, string text)
    {
        var table = new TableClient(azurite.ConnectionString, "records");
        await table.CreateIfNotExistsAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Text"] = text });
        var container = new BlobContainerClient(azurite.ConnectionString, "plans");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient("plan").UploadAsync(BinaryData.FromString(text), overwrite: true);
    }

    private static async Task<string> ReadAsync(AzuriteProcess azurite)
    {
        var entity = await new TableClient(azurite.ConnectionString, "records").GetEntityAsync<TableEntity>("p", "r");
        var blob = await new BlobContainerClient(azurite.ConnectionString, "plans").GetBlobClient("plan").DownloadContentAsync();
        var text = entity.Value.GetString("Text");
        Assert.Equal(text, blob.Value.Content.ToString());
        return text;
    }

    private static async Task<ProcessIdentity> EndedProcessAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["-e", "process.stdin.resume()"]) { RedirectStandardInput = true, UseShellExecute = false })!;
        var identity = new ProcessIdentity(process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return identity;
    }
}
