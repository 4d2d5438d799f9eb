using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Dynamic values: reaching into them, and making them of other values.</summary>
internal static class Json
{
    public static Scalar Member(int position, Scalar target, string key) => target.Type == KqlType.Dynamic
        ? new Scalar(KqlType.Dynamic, $"kql_get({target.Sql}, {Scalar.Quote(Path(position, key))})")
        : throw KqlException.Semantic(position, $"Only a dynamic value has properties, and this is of type {target.Type.Name()}.");

    public static Scalar Element(int position, Scalar target, Scalar key)
    {
        if (key is { Type: KqlType.String, Constant: string name })
        {
            return Member(position, target, name);
        }

        if (target.Type != KqlType.Dynamic)
        {
            throw KqlException.Semantic(position, $"Only a dynamic value has elements, and this is of type {target.Type.Name()}.");
        }

        return key.Type.IsInteger()
            ? new Scalar(KqlType.Dynamic, $"kql_get({target.Sql}, kql_index({key.Sql}))")
            : throw KqlException.Unsupported(position, "An element is named by a string that is written out, or by a whole number.");
    }

    /// <summary>The JSON of a value, as it stands within an array or a bag.</summary>
    public static string From(Scalar value) => value.Type switch
    {
        KqlType.Dynamic => value.Sql,
        KqlType.DateTime => $"to_json(kql_datetime_text({value.Sql}))",
        KqlType.TimeSpan => $"to_json(kql_timespan_text({value.Sql}))",
        KqlType.Real => $"CASE WHEN isfinite({value.Sql}) THEN to_json({value.Sql}) ELSE to_json(kql_real_text({value.Sql})) END",
        KqlType.Guid => $"to_json(({value.Sql})::VARCHAR)",
        _ => $"to_json({value.Sql})",
    };

    /// <summary>The scalars of a constant array; null where it is none.</summary>
    public static List<Scalar>? Items(string? json)
    {
        using var document = json is null ? null : JsonDocument.Parse(json);
        if (document?.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = new List<Scalar>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            switch (item.ValueKind)
            {
                case JsonValueKind.String:
                    items.Add(Scalar.Literal(KqlType.String, item.GetString()));
                    break;
                case JsonValueKind.Number:
                    items.Add(item.TryGetInt64(out var whole) ? Scalar.Literal(KqlType.Long, whole) : Scalar.Literal(KqlType.Real, item.GetDouble()));
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    items.Add(Scalar.Literal(KqlType.Bool, item.GetBoolean()));
                    break;
                default:
                    return null;
            }
        }

        return items;
    }

    private static string Path(int position, string key) => key.AsSpan().IndexOfAny('"', '*', '\\') < 0
        ? $"$.\"{key}\""
        : throw KqlException.Unsupported(position, "The name of a property cannot hold a quote, an asterisk or a backslash.");
}
