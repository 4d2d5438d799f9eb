using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>join and lookup on equal keys.</summary>
internal sealed partial class Binder
{
    private static readonly string[] JoinKinds =
    [
        "innerunique", "inner", "leftouter", "rightouter", "fullouter", "leftsemi", "rightsemi", "leftanti", "rightanti", "anti", "leftantisemi", "rightantisemi",
    ];

    private Relation BindJoin(Operator.Join join, Relation left, Names scopeNames)
    {
        if (!JoinKinds.Contains(join.Kind, StringComparer.Ordinal))
        {
            throw KqlException.Semantic(join.Position, $"'{join.Kind}' is not a kind of join.{NearestName.Hint(join.Kind, JoinKinds)}");
        }

        var right = BindPipeline(join.Right, scopeNames);
        var keys = join.On.Select(condition => Keys(condition, left, right)).ToList();
        var on = string.Join(" AND ", keys.Select(key => $"l.{key.Left.Sql} = r.{key.Right.Sql}"));
        switch (join.Kind)
        {
            case "leftsemi" or "leftanti" or "anti" or "leftantisemi":
                return Filter(left, right, on, join.Kind == "leftsemi" ? "SEMI" : "ANTI");
            case "rightsemi" or "rightanti" or "rightantisemi":
                var swapped = string.Join(" AND ", keys.Select(key => $"l.{key.Right.Sql} = r.{key.Left.Sql}"));
                return Filter(right, left, swapped, join.Kind == "rightsemi" ? "SEMI" : "ANTI");
            default:
                return Combine(join, left, right, keys, on);
        }
    }

    private Relation Combine(Operator.Join join, Relation left, Relation right, List<(BoundColumn Left, BoundColumn Right)> keys, string on)
    {
        var (type, leftSql) = join.Kind switch
        {
            "inner" => ("INNER", left.Sql),
            "leftouter" => ("LEFT", left.Sql),
            "rightouter" => ("RIGHT", left.Sql),
            "fullouter" => ("FULL", left.Sql),
            _ => ("INNER", $"SELECT DISTINCT ON ({string.Join(", ", keys.Select(key => key.Left.Sql))}) * FROM ({left.Sql}) AS q"),
        };
        var namer = new ColumnNamer(NextUnnamed);
        var columns = new List<(BoundColumn Column, string Sql)>();
        void Add(BoundColumn column, string name, string side) => columns.Add((
            new BoundColumn(name, column.Type, Fresh()),
            column.Type == KqlType.String ? $"coalesce({side}.{column.Sql}, '')" : $"{side}.{column.Sql}"));

        foreach (var column in left.Columns)
        {
            Add(column, namer.Free(column.Name), "l");
        }

        foreach (var column in right.Columns.Where(column => !join.IsLookup || !keys.Exists(key => key.Right == column)))
        {
            Add(column, namer.Free(column.Name), "r");
        }

        var list = string.Join(", ", columns.Select(column => $"{column.Sql} AS {column.Column.Sql}"));
        return Relation.Unordered($"SELECT {list} FROM ({leftSql}) AS l {type} JOIN ({right.Sql}) AS r ON {on}", [.. columns.Select(column => column.Column)]);
    }

    private static Relation Filter(Relation kept, Relation other, string on, string type) =>
        kept with { Sql = $"SELECT l.* FROM ({kept.Sql}) AS l {type} JOIN ({other.Sql}) AS r ON {on}" };

    private static (BoundColumn Left, BoundColumn Right) Keys(Expression condition, Relation left, Relation right)
    {
        var (leftName, rightName) = condition switch
        {
            Expression.Name name => (name, name),
            Expression.Binary { Operator: "==", Left: Expression.Member a, Right: Expression.Member b } when Side(a) == "$left" && Side(b) == "$right" => (Key(a), Key(b)),
            Expression.Binary { Operator: "==", Left: Expression.Member a, Right: Expression.Member b } when Side(a) == "$right" && Side(b) == "$left" =>
                throw KqlException.Semantic(a.Position, "$left stands before the '==' and $right after it."),
            _ => throw KqlException.Unsupported(condition.Position, "A join is on the name of a column, or on '$left.a == $right.b'; several are separated by commas."),
        };
        var (leftKey, rightKey) = (Column(leftName, left, "left"), Column(rightName, right, "right"));
        if (leftKey.Type != rightKey.Type && !(leftKey.Type.IsInteger() && rightKey.Type.IsInteger()))
        {
            throw KqlException.Semantic(condition.Position, $"The keys have different types: {leftKey.Type.Name()} and {rightKey.Type.Name()}.");
        }

        return leftKey.Type == KqlType.Dynamic ? throw KqlException.Semantic(condition.Position, "A dynamic value cannot be the key of a join; convert it first.") : (leftKey, rightKey);
    }

    private static string? Side(Expression.Member member) => (member.Target as Expression.Name)?.Text;

    private static Expression.Name Key(Expression.Member member) => new(member.Position, member.Key);

    private static BoundColumn Column(Expression.Name name, Relation relation, string side) => relation.Find(name.Text)
        ?? throw KqlException.Semantic(name.Position, $"The {side} side has no column '{name.Text}'.{NearestName.Hint(name.Text, relation.Columns.Select(column => column.Name))}");
}
