namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>A column as KQL knows it, with its name in the SQL: DuckDB does not distinguish the case of names, KQL does.</summary>
internal sealed record BoundColumn(string Name, KqlType Type, string Sql)
{
    public Scalar Scalar => new(Type, Sql);
}

/// <summary>A checked table. SQL gives a subquery no order, so the keys of the last sort travel along as hidden columns.</summary>
/// <param name="Sql">One SELECT that has all columns, the hidden ones too.</param>
/// <param name="Order">Terms for ORDER BY over the hidden columns; empty where the rows have no order.</param>
/// <param name="Hidden">Columns of the SQL that KQL does not see.</param>
/// <param name="Ingested">The hidden column with the time of arrival; null where rows no longer are rows of one table.</param>
/// <param name="Serialized">Whether KQL knows the rows to have an order, which prev(), row_number() and their kin ask for.</param>
/// <param name="Partition">The hidden column whose values part the rows: within mv-apply and partition each part is a table of its own.</param>
/// <param name="Label">The name that <c>as</c> has just given to the rows.</param>
internal sealed record Relation(
    string Sql,
    IReadOnlyList<BoundColumn> Columns,
    IReadOnlyList<string> Order,
    IReadOnlyList<string> Hidden,
    string? Ingested,
    bool Serialized = false,
    string? Partition = null,
    string? Label = null)
{
    public static Relation Unordered(string sql, IReadOnlyList<BoundColumn> columns) => new(sql, columns, [], [], Ingested: null);

    public string OrderBy => Order.Count == 0 ? "" : " ORDER BY " + string.Join(", ", Order);

    /// <summary>A list of columns with that of the parts before it, if there are parts.</summary>
    public IEnumerable<string> InParts(IEnumerable<string> columns) => Partition is null ? columns : columns.Prepend(Partition);

    public BoundColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The same rows with other columns; what is hidden stays.</summary>
    public Relation Select(IReadOnlyList<(BoundColumn Column, string Sql)> columns)
    {
        var list = columns.Select(column => $"{column.Sql} AS {column.Column.Sql}").Concat(Hidden);
        return this with { Sql = $"SELECT {string.Join(", ", list)} FROM ({Sql}) AS q", Columns = [.. columns.Select(column => column.Column)] };
    }
}
