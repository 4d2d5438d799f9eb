using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Checks a script against the schemas and writes its SQL in the same pass. This part: statements, names and sources.</summary>
internal sealed partial class Binder(KqlScope scope)
{
    private readonly List<string> commonTables = [];
    private int fresh;
    private int calls;
    private int unnamed;

    public KqlCompilation.Compiled Bind(Script script)
    {
        var result = BindTable(script, new Names(outer: null));
        var columns = string.Join(", ", result.Columns.Select(column => column.Sql));
        return new KqlCompilation.Compiled(
            $"{With()}SELECT {columns} FROM ({result.Sql}) AS q{result.OrderBy}",
            [.. result.Columns.Select(column => new KqlColumn(column.Name, column.Type))]);
    }

    private string With() => commonTables.Count == 0 ? "" : $"WITH {string.Join(",\n", commonTables)}\n";

    private string Fresh() => $"c{++fresh}";

    private static Relation Checked(int position, Relation relation)
    {
        if (relation.Sql.Length > KqlLimits.SqlLength)
        {
            throw KqlException.Unsupported(position, "The query is too complex: its names repeat each other too often.");
        }

        if (relation.Columns.Count == 0)
        {
            throw KqlException.Semantic(position, "No column is left.");
        }

        return relation;
    }

    private static Scalar Checked(int position, Scalar scalar) => scalar.Sql.Length > KqlLimits.SqlLength
        ? throw KqlException.Unsupported(position, "The query is too complex: its names repeat each other too often.")
        : scalar;

    private Relation BindTable(Script script, Names outer)
    {
        var inner = new Names(outer);
        BindLets(script, inner);
        return BindTable(script.Query, inner);
    }

    private Relation BindTable(Body body, Names scopeNames) => body switch
    {
        Body.Tabular table => BindPipeline(table.Value, scopeNames),
        Body.Scalar { Value: Expression.Name name } => BindTableName(name.Position, name.Text, scopeNames),
        Body.Scalar { Value: Expression.Call call } when scopeNames.Find(call.Function) is Binding.Function function => InvokeTable(call, function, scopeNames),
        _ => throw KqlException.Semantic(body.Position, "A table is needed here, and this is a scalar."),
    };

    private void BindLets(Script script, Names scopeNames)
    {
        foreach (var let in script.Lets)
        {
            Binding binding = let.Value switch
            {
                LetValue.Function function => new Binding.Function(function, scopeNames),
                LetValue.Plain plain when IsTable(plain.Body, scopeNames) => new Binding.Table(Share(BindTable(plain.Body, scopeNames))),
                LetValue.Plain { Body: Body.Scalar scalar } => new Binding.Value(BindScalar(scalar.Value, new RowScope(scopeNames, Row: null))),
                _ => throw new InvalidOperationException("A let statement binds a scalar, a table or a function."),
            };
            scopeNames.Add(let.Name, binding, let.Position);
        }
    }

    private bool IsTable(Body body, Names scopeNames) => body switch
    {
        Body.Tabular => true,
        Body.Scalar { Value: Expression.Name name } => scopeNames.Find(name.Text) is Binding.Table or Binding.Function { Definition.Parameters.Count: 0, Definition.Body.Query: Body.Tabular } || (scopeNames.Find(name.Text) is null && scope.Tables.ContainsKey(name.Text)),
        Body.Scalar { Value: Expression.Call call } => scopeNames.Find(call.Function) is Binding.Function function && IsTable(function.Definition.Body.Query, function.Scope),
        _ => false,
    };

    // Named tables become common table expressions, so that one which is used twice does not double the text.
    private Relation Share(Relation relation) => relation with { Sql = $"SELECT * FROM {Shared(relation.Sql)}" };

    private Relation BindPipeline(Pipeline pipeline, Names scopeNames)
    {
        var relation = Checked(pipeline.Position, BindSource(pipeline.Source, scopeNames));
        foreach (var op in pipeline.Operators)
        {
            if (op is Operator.As named)
            {
                relation = Share(relation) with { Label = named.Name };
                scopeNames = new Names(scopeNames);
                scopeNames.Add(named.Name, new Binding.Table(relation with { Label = null }), named.Position);
                continue;
            }

            // search says which table a row is of.
            var label = op is Operator.Search && ReferenceEquals(op, pipeline.Operators[0]) ? (pipeline.Source as Source.Table)?.Name : null;
            relation = Checked(op.Position, op is Operator.Search search ? BindSearch(search, relation, label, scopeNames) : BindOperator(op, relation, scopeNames)) with { Label = null };
        }

        return relation;
    }

    private Relation BindSource(Source source, Names scopeNames) => source switch
    {
        Source.Table table => BindTableName(table.Position, table.Name, scopeNames),
        Source.Nested nested => BindPipeline(nested.Pipeline, scopeNames),
        Source.Tables tables => throw KqlException.Unsupported(tables.Position, "A pattern of names is supported among the tables of union only."),
        Source.Print print => BindPrint(print, scopeNames),
        Source.DataTable table => BindDataTable(table, scopeNames),
        Source.Range range => BindRange(range, scopeNames),
        Source.Union union => BindUnion(union.Legs, first: null, scopeNames),
        Source.Search search => BindSearch(search.Wanted, piped: null, label: null, scopeNames),
        Source.Find find => BindFind(find.Wanted, scopeNames),
        Source.Invocation call when scopeNames.Find(call.Function) is Binding.Function function =>
            InvokeTable(new Expression.Call(call.Position, call.Function, call.Arguments), function, scopeNames),
        Source.Invocation call => throw KqlException.Semantic(call.Position, $"'{call.Function}' is not a function that returns a table."),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    private Relation BindTableName(int position, string name, Names scopeNames)
    {
        switch (scopeNames.Find(name))
        {
            case Binding.Table table:
                return table.Relation;
            case Binding.Value:
                throw KqlException.Semantic(position, $"'{name}' is a scalar; a table is needed here.");
            case Binding.Function function when function.Definition.Parameters.Count == 0:
                return InvokeTable(new Expression.Call(position, name, []), function, scopeNames);
            default:
                break;
        }

        if (scope.Tables.TryGetValue(name, out var schema))
        {
            return Scan(schema);
        }

        var known = scope.Tables.Keys.Concat(scopeNames.Where(binding => binding is Binding.Table));
        throw KqlException.Semantic(position, $"There is no table '{name}'.{NearestName.Hint(name, known)}");
    }

    // Only what a workspace stores has a time of arrival, and is cut to the time range of the request.
    private Relation Scan(KqlTable schema)
    {
        var columns = schema.Columns.Select(column => new BoundColumn(column.Name, column.Type, Fresh())).ToList();
        var ingested = Fresh();
        var list = schema.Columns.Zip(columns, (stored, bound) => $"{StoredNames.Quote(stored.Name)} AS {bound.Sql}").Append($"{StoredNames.Ingested} AS {ingested}");
        var conditions = new List<string>();
        if (scope.IngestedUntil is { } until)
        {
            conditions.Add($"{StoredNames.Ingested} <= {until.UtcTicks}");
        }

        if (scope.Resource is { } resource && schema.Columns.Any(column => column is { Name: StoredNames.ResourceId, Type: KqlType.String }))
        {
            var id = $"lower(coalesce({StoredNames.Quote(StoredNames.ResourceId)}, ''))";
            conditions.Add($"({id} = {Scalar.Quote(resource.ToLowerInvariant())} OR starts_with({id}, {Scalar.Quote(resource.ToLowerInvariant() + "/")}))");
        }

        if (schema.Columns.Any(column => column is { Name: StoredNames.TimeGenerated, Type: KqlType.DateTime }))
        {
            conditions.AddRange(scope.From is { } from ? [$"{StoredNames.Quote(StoredNames.TimeGenerated)} >= {from.UtcTicks}"] : []);
            conditions.AddRange(scope.To is { } to ? [$"{StoredNames.Quote(StoredNames.TimeGenerated)} <= {to.UtcTicks}"] : []);
        }

        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return new Relation($"SELECT {string.Join(", ", list)} FROM {StoredNames.Table(schema.Name)}{where}", columns, [], [ingested], ingested);
    }

    private Relation BindPrint(Source.Print print, Names scopeNames)
    {
        var namer = new ColumnNamer(NextUnnamed);
        var columns = new List<(BoundColumn Column, string Sql)>();
        foreach (var (column, index) in print.Columns.Select((column, index) => (column, index)))
        {
            var made = BindColumns(column, new RowScope(scopeNames, Row: null));
            foreach (var (called, isGiven, value) in made)
            {
                var name = namer.Take(column, isGiven || made.Count > 1 ? called : $"print_{index}", isGiven);
                columns.Add((new BoundColumn(name, value.Type, Fresh()), value.Sql));
            }
        }

        var list = string.Join(", ", columns.Select(column => $"{column.Sql} AS {column.Column.Sql}"));
        return Relation.Unordered($"SELECT {list}", [.. columns.Select(column => column.Column)]);
    }

    private Relation BindDataTable(Source.DataTable table, Names scopeNames)
    {
        if (table.Columns.Count == 0 || table.Cells.Count % table.Columns.Count != 0)
        {
            throw KqlException.Semantic(table.Position, $"{table.Cells.Count} values do not fill rows of {table.Columns.Count} columns.");
        }

        var namer = new ColumnNamer(NextUnnamed);
        var columns = table.Columns.Select(column => new BoundColumn(namer.Reserve(table.Position, column.Name), column.Type, Fresh())).ToList();
        var rows = table.Cells.Chunk(columns.Count).Select(row => "(" + string.Join(", ", row.Zip(columns, (cell, column) => Cell(cell, column.Type, scopeNames))) + ")");
        var names = string.Join(", ", columns.Select(column => column.Sql));
        var body = table.Cells.Count == 0
            ? $"SELECT {string.Join(", ", columns.Select(column => $"NULL::{column.Type.Sql()} AS {column.Sql}"))} WHERE FALSE"
            : $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS d({names})";
        return Relation.Unordered(body, columns);
    }

    private string Cell(Expression expression, KqlType type, Names scopeNames)
    {
        var cell = BindScalar(expression, new RowScope(scopeNames, Row: null));
        var fits = cell.Type == type || (cell.Type.IsNumeric() && type.IsNumeric() && (type == KqlType.Real || cell.Type.IsInteger()));
        return fits || type == KqlType.Dynamic
            ? cell.Type == type ? cell.Sql : type == KqlType.Dynamic ? Json.From(cell) : $"CAST({cell.Sql} AS {type.Sql()})"
            : throw KqlException.Semantic(expression.Position, $"A value of type {type.Name()} is needed here, not {cell.Type.Name()}.");
    }

    private Relation BindRange(Source.Range range, Names scopeNames)
    {
        var row = new RowScope(scopeNames, Row: null);
        var (from, to, step) = (BindScalar(range.From, row), BindScalar(range.To, row), BindScalar(range.Step, row));
        var type = (from.Type, to.Type, step.Type) switch
        {
            (KqlType.DateTime, KqlType.DateTime, KqlType.TimeSpan) => KqlType.DateTime,
            (KqlType.TimeSpan, KqlType.TimeSpan, KqlType.TimeSpan) => KqlType.TimeSpan,
            var (f, t, s) when f.IsInteger() && t.IsInteger() && s.IsInteger() => KqlType.Long,
            var (f, t, s) when f.IsNumeric() && t.IsNumeric() && s.IsNumeric() => KqlType.Real,
            _ => throw KqlException.Semantic(range.Position, $"range cannot go from {from.Type.Name()} to {to.Type.Name()} in steps of {step.Type.Name()}."),
        };
        var column = new BoundColumn(range.Column, type, Fresh());
        var sql = type == KqlType.Real
            ? $"SELECT {from.AsReal} + i * {step.AsReal} AS {column.Sql} FROM range(0, TRY_CAST(floor(({to.AsReal} - {from.AsReal}) / {step.AsReal} + 1e-9) AS BIGINT) + 1) AS r(i)"
            : $"SELECT i AS {column.Sql} FROM generate_series({from.Sql}, {to.Sql}, {step.Sql}) AS r(i)";
        return Numbered(Relation.Unordered(sql, [column])) with { Serialized = true };
    }
}
