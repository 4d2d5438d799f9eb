using Azure.Data.AppConfiguration;

namespace EndToEnd;

/// <summary>One host for the tests of a class.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    private HostProcess? _host;

    internal HostProcess Host => _host ?? throw new InvalidOperationException("The host is not up.");

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>The flags as they were at first, for the next test.</summary>
    internal async Task TurnOffAsync()
    {
        foreach (var environment in new[] { "staging", "production" })
        {
            await Host.StoreOf(environment).SetConfigurationSettingAsync(new FeatureFlagConfigurationSetting("llm.batched-decoding", isEnabled: false));
        }
    }
}
