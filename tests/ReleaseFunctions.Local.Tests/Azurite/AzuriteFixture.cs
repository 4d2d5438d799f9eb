using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.Azurite;

namespace ReleaseFunctions.Local.Tests.Azurite;

/// <summary>A data folder of its own, and the installation that all runs share.</summary>
public sealed class AzuriteFixture : IDisposable
{
    private static readonly string LocalFolder = typeof(AzuriteFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LocalFolder").Value!;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("azurite-tests-");

    public AzuriteOptions Options(string data, AzuritePorts? ports = null) => new()
    {
        DataFolder = Path.Combine(_data.FullName, data),
        InstallFolder = Path.Combine(LocalFolder, "azurite-3.37.0"),
        Ports = ports ?? new AzuritePorts(0, 0, 0),
    };

    public static Task<AzuriteProcess> StartAsync(AzuriteOptions options) =>
        AzuriteProcess.StartAsync(options, TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);

    public void Dispose() => _data.Delete(recursive: true);
}
