namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Lists that are not written out: the elements of a dynamic array, known only when the query runs. What is no array is its own only element.</summary>
internal static class DynamicLists
{
    public static Scalar Contains(int position, Scalar list, Scalar value, bool caseless)
    {
        var element = value.Type switch
        {
            KqlType.String => "CASE WHEN json_type(e) = 'VARCHAR' THEN kql_dynamic_text(e) END",
            KqlType.Int or KqlType.Long or KqlType.Real => "kql_number(e)",
            KqlType.DateTime => "kql_parse_datetime(kql_dynamic_text(e))",
            KqlType.TimeSpan => "kql_parse_timespan(kql_dynamic_text(e))",
            KqlType.Guid => "kql_parse_guid(kql_dynamic_text(e))",
            _ => throw KqlException.Unsupported(position, $"A value of type {value.Type.Name()} beside a dynamic list is not supported; convert it first."),
        };
        if (caseless && value.Type != KqlType.String)
        {
            throw KqlException.Semantic(position, "A comparison without regard to case needs strings.");
        }

        var (sought, found) = caseless ? ($"lower({value.Sql})", $"lower({element})") : (value.Type.IsNumeric() ? value.AsReal : value.Sql, element);
        return new Scalar(KqlType.Bool, $"coalesce(list_contains(list_transform(kql_listed({list.Sql}), lambda e: {found}), {sought}), FALSE)", Nullable: false);
    }

    public static string Has(int position, Scalar list, Scalar value, bool all)
    {
        var has = TextOperators.Bind(position, "has", value, new Scalar(KqlType.String, "kql_dynamic_text(e)")).Sql;
        return $"(len(list_filter(kql_listed({list.Sql}), lambda e: {(all ? "NOT " : "")}{has})) {(all ? "=" : ">")} 0)";
    }
}
