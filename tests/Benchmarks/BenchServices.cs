using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.Driver;
using Releases.Governance;
using Releases.Leases;
using Releases.Records;
using Releases.Service;
using Releases.Service.Performing;

namespace Benchmarks;

/// <summary>The service as a host registers it, over what a benchmark wants to be outside of it.</summary>
internal static class BenchServices
{
    internal static ServiceProvider Of(IEnvironments environments, IReleaseRecords records, IReleaseDocuments documents, Journal journal, ILeases leases, IGovernance governance)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddLogging();
        services.AddSingleton(environments);
        services.AddSingleton(records);
        services.AddSingleton(documents);
        services.AddSingleton(leases);
        services.AddSingleton(governance);
        services.AddSingleton(journal);
        services.AddReleases();
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IReleaseEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        return services.BuildServiceProvider();
    }
}
