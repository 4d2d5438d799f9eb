using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on dynamic arrays. Of what is no array they make null.</summary>
internal static class ArrayFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("array_concat", 1, 64, call => Made($"kql_array(list_concat({string.Join(", ", Enumerable.Range(0, call.Count).Select(index => $"kql_items({call.Array(index)})"))}))")),
        new("array_iff", 3, 3, Choose),
        new("array_iif", 3, 3, Choose),
        new("array_index_of", 2, 5, IndexOf),
        new("array_reverse", 1, 1, call => Made($"kql_array(list_reverse(kql_items({call.Array(0)})))")),
        new("array_rotate_left", 2, 2, call => Rotate(call, left: true)),
        new("array_rotate_right", 2, 2, call => Rotate(call, left: false)),
        new("array_shift_left", 2, 3, call => Shift(call, left: true)),
        new("array_shift_right", 2, 3, call => Shift(call, left: false)),
        new("array_slice", 3, 3, call => Made($"kql_array(kql_items({call.Array(0)})[kql_from({call.Array(0)}, {call.Whole(1)}):kql_from({call.Array(0)}, {call.Whole(2)})])")),
        new("array_sort_asc", 1, 64, call => Sort(call, ascending: true), Names: "*_sorted"),
        new("array_sort_desc", 1, 64, call => Sort(call, ascending: false), Names: "*_sorted"),
        new("jaccard_index", 2, 2, call => new Scalar(KqlType.Real,
            $"len(kql_common({Set(call, 0)}, {Set(call, 1)}))::DOUBLE / len(kql_once(list_concat({Set(call, 0)}, {Set(call, 1)})))")),
        new("array_split", 2, 2, Split),
        new("array_sum", 1, 1, call => new Scalar(KqlType.Real, $"list_sum(list_transform(kql_items({call.Array(0)}), lambda e: TRY_CAST(e AS DOUBLE)))")),
        new("range", 2, 3, Range),
        new("repeat", 2, 2, call => Made($"kql_array(list_transform(range(0, {call.Whole(1)}), lambda i: {Json.From(call[0])}))"), Names: "repeat_*"),
        new("set_difference", 2, 64, call => Made($"kql_array(kql_except({Set(call, 0)}, list_concat({string.Join(", ", Rest(call))})))")),
        new("set_has_element", 2, 2, call => new Scalar(KqlType.Bool, $"list_contains(kql_items({call.Array(0)}), {Json.From(call[1])})")),
        new("set_intersect", 2, 64, call => Made($"kql_array({Rest(call).Aggregate(Set(call, 0), (set, other) => $"kql_common({set}, {other})")})")),
        new("set_union", 2, 64, call => Made($"kql_array(kql_once(list_concat({string.Join(", ", Rest(call).Prepend(Set(call, 0)))})))")),
        new("strcat_array", 2, 2, call => new Scalar(KqlType.String, $"coalesce(array_to_string(list_transform(kql_items({call.Array(0)}), lambda e: kql_dynamic_text(e)), {call.WrittenText(1)}), '')")),
        new("zip", 2, 16, call => Made($"kql_zip([{string.Join(", ", Enumerable.Range(0, call.Count).Select(index => $"kql_items({call.Array(index)})"))}])")),
    ];

    private static Scalar Made(string sql) => new(KqlType.Dynamic, sql);

    private static string Set(CallSite call, int index) => $"kql_once(kql_items({call.Array(index)}))";

    private static IEnumerable<string> Rest(CallSite call) => Enumerable.Range(1, call.Count - 1).Select(index => $"kql_items({call.Array(index)})");

    /// <summary>Each array in the order in which the first one is sorted. Nulls come last, unless the last argument is false.</summary>
    public static IReadOnlyList<Scalar> Sorted(CallSite call, bool ascending)
    {
        var last = call[call.Count - 1];
        var says = call.Count > 1 && last.Type == KqlType.Bool;
        var nullsLast = !says || (last.Constant is bool wanted ? wanted : throw call.Error(call.Count - 1, "Whether nulls come last is true or false, written out."));
        var order = $"list_sort(kql_ranked({call.Array(0)}, {(nullsLast == ascending ? 1 : -1)}), '{(ascending ? "ASC" : "DESC")}', 'NULLS LAST')";
        return [.. Enumerable.Range(0, says ? call.Count - 1 : call.Count).Select(index => index == 0
            ? Made($"kql_array(list_transform({order}, lambda e: e.j))")
            : Made($"CASE WHEN len(kql_items({call.Array(index)})) = len(kql_items({call.Array(0)})) THEN kql_array(list_transform({order}, lambda e: kql_items({call.Array(index)})[e.i])) END"))];
    }

    private static Scalar Sort(CallSite call, bool ascending)
    {
        var sorted = Sorted(call, ascending);
        return sorted.Count == 1 ? sorted[0] : Made($"json_array({string.Join(", ", sorted.Select(array => array.Sql))})");
    }

    private static Scalar Choose(CallSite call)
    {
        string At(int index) => call[index].Type == KqlType.Dynamic
            ? $"CASE WHEN json_type({call[index].Sql}) = 'ARRAY' THEN json_extract({call[index].Sql}, kql_index(i - 1)) ELSE {call[index].Sql} END"
            : Json.From(call[index]);
        return Made($"kql_array(list_transform(kql_items({call.Array(0)}), lambda c, i: CASE WHEN kql_truth(c) THEN {At(1)} WHEN NOT kql_truth(c) THEN {At(2)} END))");
    }

    private static Scalar Rotate(CallSite call, bool left)
    {
        var (array, by) = (call.Array(0), $"({(left ? "" : "-")}({call.Whole(1)}))");
        return Made($"kql_array(list_transform(kql_items({array}), lambda e, i: json_extract({array}, kql_index((((i - 1 + {by}) % len(kql_items({array}))) + len(kql_items({array}))) % len(kql_items({array}))))))");
    }

    private static Scalar Shift(CallSite call, bool left)
    {
        var (array, by) = (call.Array(0), $"({(left ? "" : "-")}({call.Whole(1)}))");
        var filler = call.Count == 3 ? Json.From(call[2]) : "NULL::JSON";
        return Made($"kql_array(list_transform(kql_items({array}), lambda e, i: CASE WHEN i - 1 + {by} BETWEEN 0 AND len(kql_items({array})) - 1 THEN json_extract({array}, kql_index(i - 1 + {by})) ELSE {filler} END))");
    }

    private static Scalar Split(CallSite call)
    {
        var array = call.Array(0);
        if (call[1].Type == KqlType.Dynamic)
        {
            return ComputedFunctions.Call(KqlType.Dynamic, "array_split", array, call[1].Sql);
        }

        var at = $"kql_split_at({array}, {call.Whole(1)})";
        return Made($"kql_array([kql_array(kql_items({array})[1:{at}]), kql_array(kql_items({array})[{at} + 1:])])");
    }

    // From a place on, among so many elements, the so many-th.
    private static Scalar IndexOf(CallSite call)
    {
        var items = $"kql_items({call.Array(0)})";
        if (call.Count == 2)
        {
            return new Scalar(KqlType.Long, $"(coalesce(list_position({items}, {Json.From(call[1])}), 0) - 1)::BIGINT");
        }

        var start = $"(CASE WHEN {call.Whole(2)} < 0 THEN greatest(len({items}) + {call.Whole(2)}, 0) ELSE {call.Whole(2)} END)";
        var within = call.Count > 3 ? $" AND ({call.Whole(3)} < 0 OR i - 1 < {start} + {call.Whole(3)})" : "";
        var which = call.Count > 4 ? $"({call.Whole(4)})" : "1";
        return new Scalar(KqlType.Long, $"(coalesce(list_filter(range(1, len({items}) + 1), lambda i: {items}[i] = {Json.From(call[1])} AND i - 1 >= {start}{within})[{which}], 0) - 1)::BIGINT");
    }

    private static Scalar DefaultStep(KqlType type) => type switch
    {
        KqlType.DateTime or KqlType.TimeSpan => Scalar.Literal(KqlType.TimeSpan, TimeSpan.TicksPerHour),
        KqlType.Real => Scalar.Literal(type, 1.0),
        _ => Scalar.Literal(KqlType.Long, 1L),
    };

    // At most 1,048,576 values, as in Kusto.
    private static Scalar Range(CallSite call)
    {
        var (from, to) = (call[0], call[1]);
        var step = call.Count == 3 ? call[2] : DefaultStep(from.Type);
        var type = (from.Type, to.Type, step.Type) switch
        {
            (KqlType.DateTime, KqlType.DateTime, KqlType.TimeSpan) => KqlType.DateTime,
            (KqlType.TimeSpan, KqlType.TimeSpan, KqlType.TimeSpan) => KqlType.TimeSpan,
            var (f, t, s) when f.IsInteger() && t.IsInteger() && s.IsInteger() => KqlType.Long,
            var (f, t, s) when f.IsNumeric() && t.IsNumeric() && s.IsNumeric() => KqlType.Real,
            _ => throw KqlException.Semantic(call.Call.Position, $"range() cannot go from {from.Type.Name()} to {to.Type.Name()} in steps of {step.Type.Name()}."),
        };
        var (a, b, by) = type == KqlType.Real ? (from.AsReal, to.AsReal, step.AsReal) : (from.Sql, to.Sql, step.Sql);
        var count = type == KqlType.Real ? $"floor(({b} - {a}) / {by} + 1e-9)::BIGINT" : $"(({b} - {a}) // {by})";
        return Made($"kql_array(list_transform(range(0, CASE WHEN {count} < 1048576 THEN {count} + 1 WHEN {count} IS NOT NULL THEN 1048576 END), lambda i: {Json.From(new Scalar(type, $"({a} + i * {by})"))}))");
    }
}
