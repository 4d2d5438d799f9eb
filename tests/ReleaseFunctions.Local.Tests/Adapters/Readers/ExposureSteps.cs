using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Takes all flags through the exposures of a release, each write on the last one's version, and reads them with every client after each.</summary>
public sealed class ExposureSteps : IAsyncLifetime
{
    private readonly Dictionary<string, Step> _steps = [];

    /// <summary>The exposures in the order in which they are written.</summary>
    internal static IReadOnlyDictionary<string, Exposure> Exposures { get; } = new Dictionary<string, Exposure>
    {
        ["off"] = new Exposure.Off(),
        ["5 %"] = new Exposure.Targeted(5, [], []),
        ["25 %"] = new Exposure.Targeted(25, [new GroupShare("ring0", 60), new GroupShare("größe", 100)], ["unit-5", "Zoë-1", "部件-2", "🚀-3"]),
        ["100 %"] = new Exposure.Targeted(100, [new GroupShare("ring0", 60), new GroupShare("größe", 100)], ["unit-5", "Zoë-1", "部件-2", "🚀-3"]),
        ["on"] = new Exposure.On(),
        ["shadow"] = new Exposure.Shadow(),
    };

    internal Step At(string step) => _steps[step];

    public async ValueTask InitializeAsync()
    {
        await using var fixture = await FlagStoreFixture.StartAsync();
        foreach (var flag in FlagCases.All)
        {
            await fixture.EditAsync(flag.Id, flag.Document);
        }

        var captured = await fixture.CaptureAsync([.. FlagCases.All.Select(flag => flag.Id)]);
        await ReadAsync(fixture, "captured");
        var flags = fixture.Flags();
        var versions = captured.ToDictionary(flag => flag.Key, flag => flag.ETag);
        foreach (var (step, exposure) in Exposures)
        {
            var writing = await flags.ExposeAsync([.. captured.Select(flag => new FlagWrite(flag, exposure, versions[flag.Key], $"r1.{step}"))], null, CancellationToken.None);
            versions = writing.Results.ToDictionary(result => result.Key, result => Assert.IsType<FlagWriteResult.Confirmed>(result).ETag);
            await ReadAsync(fixture, step);
        }

        var restoring = await flags.RestoreAsync(FlagStoreFixture.Restores(captured), null, CancellationToken.None);
        Assert.All(restoring.Results, result => Assert.IsType<FlagRestoreResult.Restored>(result));
        await ReadAsync(fixture, "restored");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ReadAsync(FlagStoreFixture fixture, string step)
    {
        var documents = await fixture.Flags().ReadAsync([.. FlagCases.All.Select(flag => flag.Id)], null, CancellationToken.None);
        _steps[step] = new Step(
            documents.Found.ToDictionary(flag => flag.Key, flag => flag.Value),
            await DotNetReader.ReadAsync(fixture.Store.Client(), ReaderUnit.Many),
            await JavaScriptReader.ReadAsync(fixture.Store.Endpoint.ConnectionString, ReaderUnit.Many));
    }

    /// <summary>The flags by id: their documents, and what each client sees.</summary>
    internal sealed record Step(
        IReadOnlyDictionary<string, string> Documents, IReadOnlyDictionary<string, Reading> DotNet, IReadOnlyDictionary<string, Reading> JavaScript);
}
