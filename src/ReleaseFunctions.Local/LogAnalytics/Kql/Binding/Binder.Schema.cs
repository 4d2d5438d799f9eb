namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>getschema.</summary>
internal sealed partial class Binder
{
    private Relation BindSchema(Relation input)
    {
        BoundColumn[] columns =
        [
            new("ColumnName", KqlType.String, Fresh()),
            new("ColumnOrdinal", KqlType.Long, Fresh()),
            new("DataType", KqlType.String, Fresh()),
            new("ColumnType", KqlType.String, Fresh()),
        ];
        var rows = input.Columns.Select((column, index) =>
            $"({Scalar.Quote(column.Name)}, {index}::BIGINT, {Scalar.Quote(DotNetName(column.Type))}, {Scalar.Quote(column.Type.Name())})");
        return Relation.Unordered($"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS d({string.Join(", ", columns.Select(column => column.Sql))})", columns);
    }

    private static string DotNetName(KqlType type) => type switch
    {
        KqlType.Bool => "System.SByte",
        KqlType.Int => "System.Int32",
        KqlType.Long => "System.Int64",
        KqlType.Real => "System.Double",
        KqlType.Dynamic => "System.Object",
        _ => "System." + type,
    };
}
