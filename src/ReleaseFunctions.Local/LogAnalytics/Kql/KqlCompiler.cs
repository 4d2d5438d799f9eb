using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>KQL to SQL for DuckDB: parsed, checked against the tables' schemas, translated. Pure, but for what <see cref="KqlScope.Probe"/> is asked.</summary>
public static class KqlCompiler
{
    /// <summary>Never throws for a query, however broken; what lies outside the subset is an error that says where.</summary>
    public static KqlCompilation Compile(string query, KqlScope scope)
    {
        try
        {
            if (query.Length > KqlLimits.QueryLength)
            {
                throw KqlException.Unsupported(0, $"The query has {query.Length} characters; at most {KqlLimits.QueryLength} are accepted.");
            }

            var parser = new Parser(new Lexer(query).Read());
            var script = parser.ParseScript();
            return new Binder(scope).Bind(script) with { Render = parser.Render };
        }
        catch (KqlException error)
        {
            var (line, column) = LineAndColumn(query, error.Position);
            return new KqlCompilation.Rejected(new KqlError(error.Kind, error.Message, line, column));
        }
    }

    private static (int Line, int Column) LineAndColumn(string text, int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
