using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>One call of an aggregate; its arguments are expressions over the rows of the group.</summary>
internal sealed record AggregateSite(Binder Binder, Expression.Call Call, RowScope Rows)
{
    public int Count => Call.Arguments.Count;

    /// <summary>What keeps the order of sorted rows in a list; empty where the rows have none.</summary>
    public string OrderBy => Rows.Row!.OrderBy;

    public Scalar this[int index] => Binder.BindScalar(Call.Arguments[index], Rows);

    public Scalar Of(int index, Func<KqlType, bool> fits, string wanted)
    {
        var value = this[index];
        return fits(value.Type)
            ? value
            : throw (Call.Function is "percentile" or "percentiles" or "percentiles_array" || value.Type is KqlType.DateTime or KqlType.TimeSpan
                ? KqlException.Unsupported(Call.Arguments[index].Position, $"'{Call.Function}' is not supported for a value of type {value.Type.Name()}.")
                : KqlException.Semantic(Call.Arguments[index].Position, $"Argument {index + 1} of '{Call.Function}' must be {wanted}, not {value.Type.Name()}."));
    }

    /// <summary>The clause that keeps the rows for which the argument holds.</summary>
    public string Filter(int index) => $" FILTER (WHERE {Of(index, type => type == KqlType.Bool, "a bool").Sql})";

    /// <summary>A percentile that is written out, as a fraction in SQL. As decimal, so that the rank is not off by one through rounding.</summary>
    public string Fraction(int index) => Percentile(this[index].Constant) is { } percent
        ? (percent / 100m).ToString(CultureInfo.InvariantCulture)
        : throw KqlException.Semantic(Call.Arguments[index].Position, "A percentile is a number from 0 to 100 that is written out.");

    /// <summary>Percentiles from there on, one an argument or all in one array.</summary>
    public IReadOnlyList<string> Fractions(int from)
    {
        if (Count != from + 1 || this[from].Type != KqlType.Dynamic)
        {
            return [.. Enumerable.Range(from, Count - from).Select(Fraction)];
        }

        var percents = Json.Items(this[from].Constant as string)?.ConvertAll(item => Percentile(item.Constant));
        return percents is null || percents.Contains(null)
            ? throw KqlException.Semantic(Call.Arguments[from].Position, "The percentiles are an array of numbers from 0 to 100 that is written out.")
            : percents.ConvertAll(percent => (percent!.Value / 100m).ToString(CultureInfo.InvariantCulture));
    }

    public static decimal? Percentile(object? constant) => constant switch
    {
        long and >= 0 and <= 100 and var whole => whole,
        double and >= 0 and <= 100 and var real => (decimal)real,
        _ => null,
    };
}
