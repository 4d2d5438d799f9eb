using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>A built-in function of a row.</summary>
/// <param name="Names">What Kusto calls a column made by it, with an asterisk for the name of the first argument; null where it numbers the column.</param>
internal sealed record ScalarFunction(string Name, int Fewest, int Most, Func<CallSite, Scalar> Build, string? Names = null)
{
    public void CheckArity(Expression.Call call)
    {
        if (call.Arguments.Count < Fewest || call.Arguments.Count > Most)
        {
            var wanted = Fewest == Most ? $"{Fewest}" : Most == int.MaxValue ? $"at least {Fewest}" : $"{Fewest} to {Most}";
            throw KqlException.Semantic(call.Position, $"The function '{Name}' takes {wanted} arguments, not {call.Arguments.Count}.");
        }
    }
}
