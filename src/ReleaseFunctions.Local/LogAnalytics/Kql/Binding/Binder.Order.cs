using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>serialize, sample and invoke.</summary>
internal sealed partial class Binder
{
    private Relation BindSerialize(Operator.Serialize serialize, Relation input, Names scopeNames)
    {
        var ordered = Numbered(input) with { Serialized = true };
        return serialize.Columns.Count == 0 ? ordered : BindExtend(serialize.Columns, new RowScope(scopeNames, ordered));
    }

    /// <summary>The rows with an order: that of their last sort, or the one in which they are read.</summary>
    private Relation Numbered(Relation input)
    {
        if (input.Order.Count > 0)
        {
            return input;
        }

        var ordinal = Fresh();
        return input with { Sql = $"SELECT *, row_number() OVER () AS {ordinal} FROM ({input.Sql}) AS q", Order = [ordinal], Hidden = [.. input.Hidden, ordinal] };
    }

    private Relation Sampled(Relation input, int position, Expression count, Names scopeNames) => input with
    {
        Sql = $"SELECT * FROM ({input.Sql}) AS q ORDER BY random() LIMIT {RowCount(position, count, scopeNames)}",
        Order = [],
        Serialized = false,
    };

    private Relation BindSampleDistinct(Operator.SampleDistinct sample, RowScope row)
    {
        var distinct = BindDistinct(new Operator.Distinct(sample.Position, [new NamedExpression(sample.Value.Position, [], sample.Value)]), row);
        return Sampled(distinct, sample.Position, sample.Count, row.Names);
    }

    private Relation BindInvoke(Operator.Invoke invoke, Relation input, Names scopeNames)
    {
        if (scopeNames.Find(invoke.Call.Function) is not Binding.Function function)
        {
            throw KqlException.Semantic(invoke.Call.Position, $"'{invoke.Call.Function}' is not a function of this query.");
        }

        // The input gets a name that no query can write.
        const string Piped = "$piped";
        var names = new Names(scopeNames);
        names.Add(Piped, new Binding.Table(input), invoke.Position);
        var arguments = invoke.Call.Arguments.Prepend(new Expression.Name(invoke.Position, Piped));
        return InvokeTable(invoke.Call with { Arguments = [.. arguments] }, function, names);
    }
}
