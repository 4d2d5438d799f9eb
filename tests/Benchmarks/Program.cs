using Benchmarks;

// dotnet run -c Release --project tests/Benchmarks: under two minutes; the exit code is 1 if a bound is missed.
List<Figure> figures = [.. await MemoryBenchmark.MeasureAsync()];
await using (var bench = await BenchWorld.StartAsync())
{
    var releases = new ReleaseBenchmarks(bench);
    figures.Add(await releases.FirstFlagAsync());
    figures.Add(await releases.FourStagesAsync());
    figures.Add(await releases.RollbackOfManyAsync());
    figures.Add(await releases.BreachAsync());
}

Console.WriteLine($"{"figure",-64} | {"beside",10} | {"ours",10} | ratio | bound |");
figures.ForEach(Console.WriteLine);
return figures.TrueForAll(figure => figure.IsMet) ? 0 : 1;
