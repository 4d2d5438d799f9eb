using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Storage;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.BackTests;
using Releases.Plans;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>A past that lies in a file, imported into the local world: real noise as CSV and as Parquet.</summary>
[Collection(nameof(WorldFixture))]
public sealed class BackTestFileTests(WorldFixture world)
{
    [Fact]
    public async Task SamePast_OfACsvAndOfAParquetFile_IsJudgedTheSame()
    {
        var csv = await TryAsync("CsvNoise_CL", FileFormat.Csv, "csv, header");
        var parquet = await TryAsync("ParquetNoise_CL", FileFormat.Parquet, "parquet");

        Assert.Equal((5, 0, 0), (csv.Quiet.Plan!.Runs, csv.Quiet.Plan.Failed, csv.Quiet.Plan.Blind));
        Assert.Equal(csv.Quiet.Plan, parquet.Quiet.Plan);
        Assert.Equal(5, csv.Worse.Plan!.Failed);
        Assert.Equal(csv.Worse.Plan, parquet.Worse.Plan);
    }

    private async Task<(BackTest Quiet, BackTest Worse)> TryAsync(string table, FileFormat format, string copy)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "samples", "data", "azure-vm-noise_postgresql-tps_long_westus2_D8s_v5.csv");
        var file = world.NewFile();
        await using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                COPY (SELECT strftime(starttime::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%fZ'){(format == FileFormat.Parquet ? "::TIMESTAMP" : "")} AS TimeGenerated, value::DOUBLE AS Throughput, VM_id AS Machine
                      FROM read_csv('{source}') WHERE starttime < TIMESTAMP '2024-06-22') TO '{file}' (FORMAT {copy})
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var stored = await world.Logs.Workspace(WorldFixture.Staging).ImportAsync(table, file, format, TestContext.Current.CancellationToken);
        Assert.IsType<AppendOutcome.Stored>(stored);

        await using var host = RunningHost.Build(world);
        var reading = Assert.IsType<PlanReading.Valid>(host.Service<Starter>().Check($$"""
            apiVersion: releasefunctions/v1
            kind: ReleasePlan
            metadata: { name: noise, owner: tests }
            flags: [{ key: noise.flag, category: operational, owner: tests }]
            criteria:
              throughput: { compare: { metric: mean, from: {{table}}, of: Throughput, worse: lower, worseBy: 5% }, window: 8h }
            guardrails: [throughput]
            stages:
              - { name: half, environment: staging, expose: { percent: 50 }, bake: 48h }
            """));

        // The unit is named, as a row by itself is dealt by all of its columns, and a number is written in more than one way.
        var from = new DateTimeOffset(2024, 6, 10, 0, 0, 0, TimeSpan.Zero);
        var options = new BackTestOptions { From = from, Until = from.AddDays(11), Unit = "TimeGenerated" };
        return (await AskAsync(options), await AskAsync(options with { Regression = new Regression("Throughput", 0.8) }));

        Task<BackTest> AskAsync(BackTestOptions asked) => host.Service<BackTester>().RunAsync(reading, asked, "Exposed", TestContext.Current.CancellationToken);
    }
}
