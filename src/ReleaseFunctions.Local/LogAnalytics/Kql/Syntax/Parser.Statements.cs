namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Statements before the query: its parameters, and settings.</summary>
internal sealed partial class Parser
{
    // The API hands no values over, so a parameter has the value that the query gives it.
    private List<LetStatement> ParseQueryParameters()
    {
        index += 2;
        Expect("(");
        var parameters = ParseList(")", ParseParameter);
        Expect(";");
        return parameters.ConvertAll(parameter => parameter.Default is { } value
            ? new LetStatement(parameter.Position, parameter.Name, new LetValue.Plain(new Body.Scalar(value.Position, value)))
            : throw KqlException.Semantic(parameter.Position, $"The parameter '{parameter.Name}' has no value; give it a default."));
    }

    // Bounds on time and memory, and caches: not what the rows are.
    private static bool HasNoEffect(string setting) => setting is "notruncation" or "norequesttimeout" or "servertimeout" or "query_results_cache_max_age"
        or "query_results_cache_force_refresh" or "query_results_cache_per_shard" or "query_datascope" or "best_effort" or "query_fanout_nodes_percent" or "query_fanout_threads_percent" or "maxmemoryconsumptionperiterator" or "max_memory_consumption_per_query_per_node" or "query_distribution_nodes_span";

    private void SkipStatement()
    {
        index += 2;
        if (Accept("="))
        {
            index += Current.Kind is TokenKind.Word or TokenKind.Literal ? 1 : throw Unexpected("a value");
        }

        Expect(";");
    }
}
