using System.Text.RegularExpressions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on dynamic values.</summary>
internal static partial class DynamicFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("parse_json", 1, 1, Parse, Names: "*"),
        new("todynamic", 1, 1, Parse, Names: "*"),
        new("array_length", 1, 1, call => new Scalar(KqlType.Long, $"CASE WHEN json_type({call.Bag(0)}) = 'ARRAY' THEN json_array_length({call.Bag(0)})::BIGINT END")),
        new("bag_keys", 1, 1, call => new Scalar(KqlType.Dynamic, $"CASE WHEN json_type({call.Bag(0)}) = 'OBJECT' THEN to_json(json_keys({call.Bag(0)})) END")),
        new("bag_has_key", 2, 2, HasKey),
        new("extract_json", 2, 3, ExtractJson),
        new("extractjson", 2, 3, ExtractJson),
        new("dynamic_to_json", 1, 1, call => ComputedFunctions.Call(KqlType.String, "canonical_json", call.Bag(0))),
        new("bag_pack", 2, int.MaxValue, Pack),
        new("pack", 2, int.MaxValue, Pack),
        new("pack_array", 1, int.MaxValue, call =>
            new Scalar(KqlType.Dynamic, $"json_array({string.Join(", ", Enumerable.Range(0, call.Count).Select(index => Json.From(call[index])))})")),
        new("gettype", 1, 1, GetTypeName, Names: "type_*"),
    ];

    private static Scalar HasKey(CallSite call) => new(KqlType.Bool, call[1].Constant is string path && path.StartsWith("$.", StringComparison.Ordinal)
        ? $"CASE WHEN json_type({call.Bag(0)}) = 'OBJECT' THEN json_exists({call.Bag(0)}, {Scalar.Quote(JsonPath(call, 1))}) END"
        : $"list_contains(json_keys({call.Bag(0)}), {call.Text(1)})");

    private static Scalar ExtractJson(CallSite call)
    {
        var found = new Scalar(KqlType.Dynamic, $"kql_get(kql_parse_json({call.AnyText(1)}), {Scalar.Quote(JsonPath(call, 0))})");
        var type = call.Count < 3 ? KqlType.String : call.Call.Arguments[2] is Expression.TypeOf wanted
            ? wanted.Type
            : throw KqlException.Semantic(call.Call.Arguments[2].Position, "The last argument of extract_json() must be typeof().");
        return new Scalar(type, ConversionFunctions.Convert(found, type)
            ?? throw KqlException.Unsupported(call.Call.Position, $"extract_json() does not make values of type {type.Name()}."));
    }

    private static string JsonPath(CallSite call, int index) => call.ConstantText(index) is var path && PathShape().IsMatch(path)
        ? path
        : throw KqlException.Unsupported(call.Call.Arguments[index].Position, "A path is made of names and indexes: $.a.b[0].");

    private static Scalar Parse(CallSite call) => call[0].Type switch
    {
        KqlType.Dynamic => call[0],
        KqlType.String => new Scalar(KqlType.Dynamic, $"kql_parse_json({call[0].Sql})"),
        var other => throw call.Error(0, $"Argument 1 of '{call.Call.Function}' must be a string, not {other.Name()}."),
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
        ? new Scalar(KqlType.String, $"kql_type_name({call[0].Sql})")
        : Scalar.Literal(KqlType.String, call[0].Type.Name());

    [GeneratedRegex(@"^\$(\.\w+|\[\d+\])+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PathShape();
}
