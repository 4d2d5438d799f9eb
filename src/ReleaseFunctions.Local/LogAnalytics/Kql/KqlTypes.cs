namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>What each type is called in KQL and in the query API, and how DuckDB stores it.</summary>
public static class KqlTypes
{
    /// <summary>The name that KQL and the query API use.</summary>
    public static string Name(this KqlType type) => type switch
    {
        KqlType.Bool => "bool",
        KqlType.Int => "int",
        KqlType.Long => "long",
        KqlType.Real => "real",
        KqlType.String => "string",
        KqlType.DateTime => "datetime",
        KqlType.TimeSpan => "timespan",
        KqlType.Guid => "guid",
        KqlType.Dynamic => "dynamic",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The type of that name or alias; null where there is none in the subset.</summary>
    public static KqlType? Parse(string name) => name switch
    {
        "bool" or "boolean" => KqlType.Bool,
        "int" => KqlType.Int,
        "long" => KqlType.Long,
        "real" or "double" => KqlType.Real,
        "string" => KqlType.String,
        "datetime" or "date" => KqlType.DateTime,
        "timespan" or "time" => KqlType.TimeSpan,
        "guid" or "uuid" or "uniqueid" => KqlType.Guid,
        "dynamic" => KqlType.Dynamic,
        _ => null,
    };

    internal static string Sql(this KqlType type) => type switch
    {
        KqlType.Bool => "BOOLEAN",
        KqlType.Int => "INTEGER",
        KqlType.Long or KqlType.DateTime or KqlType.TimeSpan => "BIGINT",
        KqlType.Real => "DOUBLE",
        KqlType.String => "VARCHAR",
        KqlType.Guid => "UUID",
        KqlType.Dynamic => "JSON",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    internal static bool IsNumeric(this KqlType type) => type is KqlType.Int or KqlType.Long or KqlType.Real;

    internal static bool IsInteger(this KqlType type) => type is KqlType.Int or KqlType.Long;
}
