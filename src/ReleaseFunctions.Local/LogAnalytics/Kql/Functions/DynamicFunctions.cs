using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on dynamic values.</summary>
internal static class DynamicFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("parse_json", 1, 1, Parse, NamesFromArgument: true),
        new("todynamic", 1, 1, Parse, NamesFromArgument: true),
        new("array_length", 1, 1, call => new Scalar(KqlType.Long, $"CASE WHEN json_type({call.Bag(0)}) = 'ARRAY' THEN json_array_length({call.Bag(0)})::BIGINT END")),
        new("bag_keys", 1, 1, call => new Scalar(KqlType.Dynamic, $"CASE WHEN json_type({call.Bag(0)}) = 'OBJECT' THEN to_json(json_keys({call.Bag(0)})) END")),
        new("bag_has_key", 2, 2, call => new Scalar(KqlType.Bool, $"list_contains(json_keys({call.Bag(0)}), {call.Text(1)})")),
        new("bag_pack", 2, int.MaxValue, Pack),
        new("pack", 2, int.MaxValue, Pack),
        new("pack_array", 1, int.MaxValue, call =>
            new Scalar(KqlType.Dynamic, $"json_array({string.Join(", ", Enumerable.Range(0, call.Count).Select(index => Json.From(call[index])))})")),
        new("gettype", 1, 1, GetTypeName),
    ];

    private static Scalar Parse(CallSite call) => call[0].Type switch
    {
        KqlType.Dynamic => call[0],
        KqlType.String => new Scalar(KqlType.Dynamic, $"kql_parse_json({call[0].Sql})"),
        _ => new Scalar(KqlType.Dynamic, Json.From(call[0])),
    };

    private static Scalar Pack(CallSite call)
    {
        if (call.Count % 2 != 0)
        {
            throw KqlException.Semantic(call.Call.Position, $"'{call.Call.Function}' takes pairs of a name and a value.");
        }

        var pairs = Enumerable.Range(0, call.Count / 2).Select(pair => $"{call.Text(2 * pair)}, {Json.From(call[(2 * pair) + 1])}");
        return new Scalar(KqlType.Dynamic, $"json_object({string.Join(", ", pairs)})");
    }

    private static Scalar GetTypeName(CallSite call) => call[0].Type == KqlType.Dynamic
        ? throw KqlException.Unsupported(((Expression)call.Call).Position, "gettype() of a dynamic value is not supported.")
        : Scalar.Literal(KqlType.String, call[0].Type.Name());
}
