using System.Globalization;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Real noise: the same job on real Azure machines over months. Source and licence are in samples/data/README.md.</summary>
/// <param name="Machines">One for each row.</param>
/// <param name="Days">One for each row.</param>
internal sealed record NoiseFile(string Name, double[] Throughput, double[] Runtime, string[] Machines, string[] Days)
{
    public static readonly IReadOnlyList<NoiseFile> All =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples", "data"), "azure-vm-noise_*.csv").Order(StringComparer.Ordinal).Select(Read)];

    private static NoiseFile Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToList();
        return new NoiseFile(
            Path.GetFileNameWithoutExtension(path).Replace("azure-vm-noise_postgresql-tps_", "", StringComparison.Ordinal),
            [.. rows.Select(row => double.Parse(row[0], CultureInfo.InvariantCulture))],
            [.. rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))],
            [.. rows.Select(row => row[3])],
            [.. rows.Select(row => row[2][..10])]);
    }
}
