using System.Globalization;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>
/// A CSV file of samples/data, or of the folder that SIMULATION_DATA names: real noise, with all of its columns that hold numbers. Source and licence
/// are in samples/data/README.md.
/// </summary>
/// <param name="Clusters">For each row the machine and day that it is of; null where the file does not tell.</param>
internal sealed record NoiseFile(string Name, IReadOnlyList<NoiseColumn> Columns, string[]? Clusters)
{
    public static readonly IReadOnlyList<NoiseFile> All =
        [.. Directory.GetFiles(Environment.GetEnvironmentVariable("SIMULATION_DATA") ?? Path.Combine(AppContext.BaseDirectory, "samples", "data"), "*.csv").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The same job again and again: what a pipeline's own noise is like.</summary>
    public bool IsJob => Clusters is not null;

    /// <summary>The files in which a machine has many rows in a day.</summary>
    public static IEnumerable<NoiseFile> Clustered => All.Where(file => file.Clusters is { } clusters && clusters.Length > 3 * clusters.Distinct().Count());

    private static NoiseFile Read(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Split(',')).ToList();
        var (names, rows) = (lines[0], lines.Skip(1).ToList());
        var name = Path.GetFileNameWithoutExtension(path).Replace("azure-vm-noise_postgresql-tps_", "", StringComparison.Ordinal);
        var columns = from column in Enumerable.Range(0, names.Length)
                      where !names[column].EndsWith("_id", StringComparison.OrdinalIgnoreCase) && Number(rows[0][column]) is not null
                      select new NoiseColumn($"{name} {names[column]}", [.. rows.Select(row => Number(row[column])).OfType<double>()], LowerIsWorse: names[column] is "value");
        var (machine, time) = (Array.IndexOf(names, "VM_id"), Array.IndexOf(names, "starttime"));
        return new NoiseFile(name, [.. columns], machine < 0 || time < 0 ? null : [.. rows.Select(row => $"{row[machine]} {row[time][..10]}")]);
    }

    private static double? Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
