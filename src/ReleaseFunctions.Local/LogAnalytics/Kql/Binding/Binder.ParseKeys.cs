using System.Text.Json;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;
using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>parse-kv: a column for each key that is asked for.</summary>
internal sealed partial class Binder
{
    private Relation BindParseKeys(Operator.ParseKeys parse, RowScope row)
    {
        var input = row.Row!;
        var value = BindScalar(parse.Value, row);
        if (value.Type != KqlType.String)
        {
            throw KqlException.Unsupported(parse.Value.Position, $"parse-kv is supported for a string, not for {value.Type.Name()}; use tostring().");
        }

        var (text, found) = (Fresh(), Fresh());
        var keys = Scalar.Quote(JsonSerializer.Serialize(parse.Keys.Select(key => key.Name)));
        string Of(string name) => parse.Shape switch
        {
            KeyValueShape.Regex => $"coalesce(trim({found}.v[list_position({found}.k, {Scalar.Quote(name)})]), '')",
            _ => $"kql_dynamic_text(json_extract({found}, {Scalar.Quote($"$.\"{name}\"")}))",
        };
        var taken = parse.Shape switch
        {
            KeyValueShape.Regex regex => $"{{'k': list_transform({Group(regex, text, 1)}, lambda k: trim(k)), 'v': {Group(regex, text, 2)}}}",
            KeyValueShape.Delimited shape => ComputedFunctions.Call(KqlType.Dynamic, "key_values", text, keys, Scalar.Quote(JsonSerializer.Serialize(shape))).Sql,
            KeyValueShape.Loose shape => ComputedFunctions.Call(KqlType.Dynamic, "loose_key_values", text, keys, Scalar.Quote(JsonSerializer.Serialize(shape))).Sql,
            _ => throw new ArgumentOutOfRangeException(nameof(parse)),
        };
        var parsed = input with { Sql = $"SELECT *, {taken} AS {found} FROM (SELECT *, {value.Sql} AS {text} FROM ({input.Sql}) AS q) AS q" };
        var columns = input.Columns.Select(column => (Column: column, column.Sql)).ToList();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in parse.Keys)
        {
            if (key.Name.AsSpan().IndexOfAny('"', '*', '\\') >= 0 || !asked.Add(key.Name))
            {
                throw KqlException.Unsupported(parse.Position, $"The key '{key.Name}' is there twice, or holds a quote, an asterisk or a backslash.");
            }

            var sql = ConversionFunctions.Convert(new Scalar(KqlType.String, Of(key.Name)), key.Type)
                ?? (key.Type == KqlType.Dynamic ? $"kql_parse_json({Of(key.Name)})" : throw KqlException.Unsupported(parse.Position, $"parse-kv does not make values of type {key.Type.Name()}."));
            columns.RemoveAll(column => column.Column.Name == key.Name);
            columns.Add((new BoundColumn(key.Name, key.Type, Fresh()), sql));
        }

        return parsed.Select(columns);
    }

    private static string Group(KeyValueShape.Regex regex, string text, int group) => RegexGroups.Count(regex.Pattern) == 2
        ? $"regexp_extract_all({text}, {Scalar.Quote(regex.Pattern)}, {group})"
        : throw KqlException.Semantic(regex.Position, "The regular expression of parse-kv has two groups: the key and its value.");
}
