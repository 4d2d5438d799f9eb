using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.AppConfiguration;
using Releases.Azure.Flags;
using Releases.Exposures;

namespace Releases.Azure.Tests.Flags;

/// <summary>The adapter over the real client and a fake store, with repetitions that do not wait.</summary>
internal sealed class FlagsFixture
{
    public const string Off = """{ "id": "a", "enabled": false, "conditions": { "client_filters": [] } }""";
    public const string On = """{"id":"a","enabled":true,"conditions":{"client_filters":[]}}""";

    public FlagsFixture(string? label = null, TimeProvider? time = null, int rounds = 5)
    {
        var clientOptions = new ConfigurationClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(Store)),
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed },
        };
        var options = new AppConfigurationFlagsOptions { Label = label, RestoreRounds = rounds };
        Flags = new AppConfigurationFlags(
            new ConfigurationClient("Endpoint=http://store.test;Id=i;Secret=c2VjcmV0", clientOptions), new Uri("http://store.test"), options, time ?? TimeProvider.System);
    }

    public FakeStore Store { get; } = new();

    public AppConfigurationFlags Flags { get; }

    public async Task<CapturedFlag> CaptureAsync(string flag, string? label = null)
    {
        var found = Assert.Single((await Flags.ReadAsync([flag], null, CancellationToken.None)).Found);
        Store.Requests.Clear();
        return new CapturedFlag(flag, label, found.Value, found.ContentType, found.Tags, found.ETag, found.Locked);
    }

    public async Task<FlagWriteResult> ExposeAsync(CapturedFlag captured, string writeId = "r1.canary.0.1", string? mustFind = null, Exposure? exposure = null) =>
        Assert.Single((await Flags.ExposeAsync([new FlagWrite(captured, exposure ?? new Exposure.On(), mustFind ?? captured.ETag, writeId)], null, CancellationToken.None)).Results);

    public async Task<FlagRestoreResult> RestoreAsync(CapturedFlag captured, string writeId = "r1.restore.1") =>
        Assert.Single((await Flags.RestoreAsync([new FlagRestore(captured, "r1", writeId)], null, CancellationToken.None)).Results);
}
