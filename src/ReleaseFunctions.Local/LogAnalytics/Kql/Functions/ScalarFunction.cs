using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>A built-in function of a row.</summary>
/// <param name="NamesFromArgument">A column made by it takes the name of its first argument, as in Kusto.</param>
internal sealed record ScalarFunction(string Name, int Fewest, int Most, Func<CallSite, Scalar> Build, bool NamesFromArgument = false)
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
