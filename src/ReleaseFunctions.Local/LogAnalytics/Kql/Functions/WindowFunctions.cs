using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions that look at other rows: the rows must have an order.</summary>
internal static class WindowFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("row_number", 0, 2, RowNumber),
        new("row_cumsum", 1, 2, CumulativeSum),
        new("row_rank_dense", 1, 2, call => Rank(call, dense: true)),
        new("row_rank_min", 1, 2, call => Rank(call, dense: false)),
        new("prev", 1, 3, call => Neighbour(call, "lag")),
        new("next", 1, 3, call => Neighbour(call, "lead")),
    ];

    private static WindowColumns Windows(CallSite call) => call.Row.Windows
        ?? throw KqlException.Semantic(call.Call.Position, $"'{call.Call.Function}' has a meaning only in where, extend, project and serialize.");

    private static Scalar RowNumber(CallSite call)
    {
        var start = call.Count > 0 ? call.Whole(0) : "1";
        var number = Windows(call).Add(call.Call, "row_number()", Parts(call, 1));
        return new Scalar(KqlType.Long, $"({number} - 1 + {start})::BIGINT", Nullable: false);
    }

    private static Scalar CumulativeSum(CallSite call)
    {
        var value = call.Of(0, type => type.IsNumeric() || type == KqlType.TimeSpan, "a number or a timespan");
        var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
        var sum = Windows(call).Add(call.Call, $"sum({value.Sql})", Parts(call, 1), "ROWS UNBOUNDED PRECEDING");
        return new Scalar(type, $"coalesce({sum}, 0)::{type.Sql()}", Nullable: false);
    }

    // Ranks count the changes of the value from row to row, whatever the order of the rows is by.
    private static Scalar Rank(CallSite call, bool dense)
    {
        var windows = Windows(call);
        var value = call.Of(0, type => type != KqlType.Dynamic, "a value that is not dynamic").Sql;
        var parts = Parts(call, 1);
        var number = windows.Add(call.Call, "row_number()", parts);
        var before = windows.Add(call.Call, $"lag({value})", parts);
        var changed = $"({number} = 1 OR {value} IS DISTINCT FROM {before})";
        var rank = dense
            ? windows.Add(call.Call, $"sum(CASE WHEN {changed} THEN 1 ELSE 0 END)", parts, "ROWS UNBOUNDED PRECEDING")
            : windows.Add(call.Call, $"max(CASE WHEN {changed} THEN {number} END)", parts, "ROWS UNBOUNDED PRECEDING");
        return new Scalar(KqlType.Long, $"({rank})::BIGINT", Nullable: false);
    }

    private static Scalar Neighbour(CallSite call, string function)
    {
        var value = call[0];
        var distance = 1L;
        if (call.Count > 1)
        {
            distance = call[1].Constant is long and > 0 and var number ? number : throw call.Error(1, "The distance must be a positive whole number that is written out.");
        }

        var otherwise = call.Count < 3 ? null : call[2].Type == value.Type ? call[2].Sql
            : throw call.Error(2, $"The default must be of type {value.Type.Name()}, not {call[2].Type.Name()}.");
        var found = Windows(call).Add(call.Call, $"{function}({value.Sql}, {distance}{(otherwise is null ? "" : $", {otherwise}")})");
        return new Scalar(value.Type, value.Type == KqlType.String ? $"coalesce({found}, '')" : found);
    }

    // The restarts so far number the parts.
    private static string Parts(CallSite call, int restart) => call.Count <= restart
        ? ""
        : Windows(call).Add(call.Call, $"sum(CASE WHEN {call.Condition(restart)} THEN 1 ELSE 0 END)", rows: "ROWS UNBOUNDED PRECEDING");
}
