using System.Globalization;

namespace OrdersPipeline;

/// <summary>A pipeline that keeps the contract: one run for each partition of a batch, one span for each run.</summary>
public sealed class Pipeline(ReleaseFlag flag, RunTelemetry telemetry)
{
    /// <summary>Runs batches one after the other.</summary>
    /// <param name="batches">How many.</param>
    /// <param name="partitions">Partitions of each.</param>
    public async Task RunAsync(int batches, int partitions, CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            await flag.RefreshAsync(cancellationToken);
            telemetry.Waiting(batches - batch - 1, TimeSpan.FromSeconds(batch));
            for (var partition = 0; partition < partitions; partition++)
            {
                var unit = string.Create(CultureInfo.InvariantCulture, $"customer-{partition}");
                Run(unit, await flag.PathOfAsync(unit, cancellationToken), Orders(batch, partition));
            }
        }
    }

    private void Run(string partition, RunPath path, IReadOnlyList<Order> orders)
    {
        using var run = telemetry.Begin(partition, exposed: path == RunPath.New);
        var old = path == RunPath.New ? null : OldPath(orders);
        var renewed = path == RunPath.Old ? null : NewPath(orders);
        if (old is not null && renewed is not null)
        {
            telemetry.Compared(partition, old, renewed);
        }

        RunTelemetry.End(run, (old ?? renewed!).Count);
    }

    private static Dictionary<string, decimal> OldPath(IReadOnlyList<Order> orders)
    {
        var enriched = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            enriched[order.Id] = order.Amount * 1.19m;
        }

        return enriched;
    }

    private static Dictionary<string, decimal> NewPath(IReadOnlyList<Order> orders) =>
        orders.AsParallel().ToDictionary(order => order.Id, order => order.Amount * 1.19m, StringComparer.Ordinal);

    private static IReadOnlyList<Order> Orders(int batch, int partition) =>
        [.. Enumerable.Range(0, 20).Select(number => new Order(string.Create(CultureInfo.InvariantCulture, $"{batch}-{partition}-{number}"), number + 0.99m))];

    private sealed record Order(string Id, decimal Amount);
}
