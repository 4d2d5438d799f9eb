using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions that make property bags of others.</summary>
internal static class BagFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("bag_merge", 2, 64, call => Made($"kql_bag(kql_first_pairs(list_concat({string.Join(", ", Enumerable.Range(0, call.Count).Select(index => $"kql_pairs({call.Bag(index)})"))})))")),
        new("bag_remove_keys", 2, 2, call => ComputedFunctions.Call(KqlType.Dynamic, "bag_remove", call.Bag(0), call.Bag(1))),
        new("bag_set_key", 3, 3, call => call.ConstantText(1).StartsWith("$.", StringComparison.Ordinal)
            ? ComputedFunctions.Call(KqlType.Dynamic, "bag_set", call.Bag(0), call.Text(1), $"coalesce({Json.From(call[2])}, 'null'::JSON)")
            : Made($"kql_bag(kql_last_pairs(list_append(kql_pairs({call.Bag(0)}), {{'k': {call.Text(1)}, 'v': {Json.From(call[2])}}})))")),
        new("bag_zip", 2, 2, call => Made("kql_bag(list_transform(list_filter(list_transform("
            + $"kql_items({call.Bag(0)}), lambda e, i: {{'e': e, 'v': json_extract({call.Bag(1)}, kql_index(i - 1))}}), lambda p: json_type(p.e) = 'VARCHAR'), "
            + "lambda p: {'k': kql_dynamic_text(p.e), 'v': p.v}))")),
        new("pack_all", 0, 1, PackAll),
        new("bag_pack_columns", 1, 64, call => Made($"json_object({string.Join(", ", call.Call.Arguments.Select((argument, index) => argument is Expression.Name name
            ? $"{Scalar.Quote(name.Text)}, {Json.From(call[index])}"
            : throw call.Error(index, "bag_pack_columns() takes the names of columns.")))})")),
    ];

    private static Scalar Made(string sql) => new(KqlType.Dynamic, sql);

    private static Scalar PackAll(CallSite call)
    {
        if (call.Row.Row is not { } row)
        {
            throw KqlException.Semantic(call.Call.Position, "pack_all() has a meaning only for the rows of a table.");
        }

        if (call.Count == 1 && call[0].Constant is not bool)
        {
            throw call.Error(0, "This argument must be true or false.");
        }

        var pairs = row.Columns.Select(column => $"{Scalar.Quote(column.Name)}, {Json.From(column.Scalar)}");
        var bag = $"json_object({string.Join(", ", pairs)})";
        return Made(call.Count == 1 && call[0].Constant is true ? $"kql_bag(list_filter(kql_pairs({bag}), lambda p: json_type(p.v) <> 'NULL' AND p.v::VARCHAR NOT IN ('\"\"', '[]', '{{}}')))" : bag);
    }
}
