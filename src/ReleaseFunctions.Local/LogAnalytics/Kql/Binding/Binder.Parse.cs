using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>parse and parse-where: the pattern becomes one regular expression with a group for each column.</summary>
internal sealed partial class Binder
{
    private Relation BindParse(Operator.Parse parse, RowScope row)
    {
        var input = row.Row!;
        var text = ConversionFunctions.Convert(BindScalar(parse.Value, row), KqlType.String)!;
        var (pattern, groups) = PatternOf(parse);
        var (subject, found) = (Fresh(), Fresh());
        var names = string.Join(", ", Enumerable.Range(1, groups.Count == 0 ? 0 : groups[^1].Group).Select(group => $"'g{group}'"));
        var regex = Scalar.Quote(pattern);
        var captured = groups.Count == 0 ? "NULL" : $"regexp_extract({subject}, {regex}, [{names}])";
        var matched = input with
        {
            Sql = $"SELECT *, {captured} AS {found}, regexp_matches({subject}, {regex}) AS {found}m FROM (SELECT *, {text} AS {subject} FROM ({input.Sql}) AS q) AS q",
        };

        // A value that does not fit its type is no match at all, unless the pattern is relaxed.
        var values = groups.ConvertAll(group => (group.Column, Sql: ConversionFunctions.Convert(new Scalar(KqlType.String, $"{found}.g{group.Group}"), group.Column.Type)
            ?? throw KqlException.Unsupported(group.Column.Position, $"parse does not make values of type {group.Column.Type.Name()}.")));
        var strict = parse.Kind == ParseKind.Relaxed
            ? []
            : values.Where(value => value.Column.Type is not (KqlType.String or KqlType.Dynamic)).Select(value => $" AND {value.Sql} IS NOT NULL");
        var fits = $"({found}m{string.Concat(strict)})";
        if (parse.Rejects)
        {
            matched = matched with { Sql = $"SELECT * FROM ({matched.Sql}) AS q WHERE {fits}" };
        }

        var columns = input.Columns.Select(column => (Column: column, column.Sql)).ToList();
        foreach (var (column, sql) in values)
        {
            var otherwise = column.Type == KqlType.String ? "''" : $"NULL::{column.Type.Sql()}";
            var bound = (new BoundColumn(column.Name, column.Type, Fresh()), $"CASE WHEN {fits} THEN {sql} ELSE {otherwise} END");
            var existing = columns.FindIndex(other => other.Column.Name == column.Name);
            if (existing < 0)
            {
                columns.Add(bound);
            }
            else
            {
                columns[existing] = bound;
            }
        }

        return matched.Select(columns);
    }

    private static (string Pattern, List<(ParsePart.Column Column, int Group)> Groups) PatternOf(Operator.Parse parse)
    {
        var isRegex = parse.Kind == ParseKind.Regex;
        var pattern = isRegex ? parse.Flags.Length > 0 ? $"(?{parse.Flags})^" : "^" : "(?s)^";
        var groups = new List<(ParsePart.Column, int)>();
        var group = 0;
        for (var index = 0; index < parse.Parts.Count; index++)
        {
            var next = index + 1 < parse.Parts.Count ? parse.Parts[index + 1] : null;
            switch (parse.Parts[index])
            {
                case ParsePart.Anything:
                    pattern += ".*?";
                    break;
                case ParsePart.Text text:
                    pattern += isRegex ? text.Value : TextOperators.EscapeForRe2(text.Value);
                    group += isRegex ? RegexGroups.Count(text.Value) : 0;
                    break;
                case ParsePart.Column column when groups.Exists(other => other.Item1.Name == column.Name):
                    throw KqlException.Semantic(column.Position, $"There already is a column '{column.Name}'.");
                case ParsePart.Column column:
                    groups.Add((column, ++group));
                    pattern += $"({Piece(column.Type, parse.Kind, next)})";
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(parse));
            }
        }

        return (parse.Parts[^1] is ParsePart.Column ? pattern + "$" : pattern, groups);
    }

    private static string Piece(KqlType type, ParseKind kind, ParsePart? next) => type switch
    {
        KqlType.Int or KqlType.Long when kind != ParseKind.Relaxed || next is ParsePart.Anything => @"-?\d+",
        KqlType.Real when kind != ParseKind.Relaxed || next is ParsePart.Anything => @"[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?",
        _ when kind == ParseKind.Regex || next is null => ".*",
        _ => ".*?",
    };
}
