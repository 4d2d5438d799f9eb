using System.Globalization;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Figures of a long run, as rows of a table, if SIMULATION_REPORT names a file.</summary>
internal static class Report
{
    private static readonly Lock Gate = new();
    private static readonly string? Path = Environment.GetEnvironmentVariable("SIMULATION_REPORT");

    public static void Line(string what, string noise, double share, Tally tally, string? beside = null)
    {
        if (Path is null)
        {
            return;
        }

        lock (Gate)
        {
            File.AppendAllText(Path, string.Create(CultureInfo.InvariantCulture, $"| {what} | {noise} | {share * 100:0} % | {beside ?? tally.ToString()} |\n"));
        }
    }
}
