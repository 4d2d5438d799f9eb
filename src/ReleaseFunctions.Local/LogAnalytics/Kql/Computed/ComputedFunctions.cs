using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>All functions that C# calculates for the SQL. To be registered once on each database that is opened.</summary>
internal static class ComputedFunctions
{
    private const string Prefix = "kql_net_";

    public static IReadOnlyList<ComputedFunction> All { get; } =
    [
        .. new[] { AddressFunctions.All, ArrayParts.All, BagPaths.All, CommandLines.All, Digests.All, Encodings.All, KeyValues.All, LocalTimes.All, NumericSeries.All, SpecialNumbers.All, UrlParts.All }
            .SelectMany(group => group).Select(function => function with { Name = Prefix + function.Name }),
    ];

    /// <summary>A call as a checked expression.</summary>
    /// <param name="arguments">SQL of any type; what is passed on is its text.</param>
    public static Scalar Call(KqlType type, string name, params IEnumerable<string> arguments)
    {
        var call = $"{Prefix}{name}({string.Join(", ", arguments.Select(argument => $"({argument})::VARCHAR"))})";
        return new Scalar(type, type == KqlType.String ? $"coalesce({call}, '')" : $"({call})::{type.Sql()}");
    }

    /// <summary>A number as DuckDB writes it.</summary>
    public static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
