using Releases.Judgement;

namespace Releases.Evaluations;

/// <summary>
/// Queries over the events by which clients tell that they have evaluated a flag: <c>FeatureEvaluation</c> of Microsoft.FeatureManagement, which
/// Azure Monitor keeps in <c>AppEvents</c>, and the local world in a table of that name.
/// </summary>
public static class EvaluationKql
{
    // What a workspace does not have is left out of the union.
    private const string Source = """
        let evaluations = union isfuzzy=true
            (FeatureEvaluation | where TimeGenerated between (windowStart .. windowEnd) | project TimeGenerated, flag = FeatureName, unit = TargetingId, enabled = Enabled, seenIn = Environment),
            (AppEvents | where TimeGenerated between (windowStart .. windowEnd) and Name == "FeatureEvaluation"
            | project TimeGenerated, flag = tostring(Properties["FeatureName"]), unit = tostring(Properties["TargetingId"]), enabled = tobool(tostring(Properties["Enabled"])), seenIn = tostring(Properties["deployment.environment.name"]))
        | where seenIn == "" or seenIn == environment;

        """;

    /// <summary>
    /// How many evaluations of a flag there are, by how many units: <c>value</c> is the units' number, <c>samples</c> that of the evaluations, those that name no
    /// unit among them.
    /// </summary>
    public static string Units(string flag) => $"{Source}evaluations | where flag == {KqlLiteral.Of(flag)} | summarize value = dcountif(unit, isnotempty(unit)), samples = count()";

    /// <summary>The share of the units whose latest evaluation has the flag on; <c>samples</c> is the units' number.</summary>
    public static string ShareOn(string flag) =>
        $"{Named(flag)} | summarize arg_max(TimeGenerated, enabled) by unit | summarize value = countif(enabled) * 1.0 / count(), samples = count()";

    /// <summary>The number of units for which a flag was on.</summary>
    public static string UnitsOn(string flag) => $"{Named(flag)} and enabled | summarize value = dcount(unit), samples = count()";

    /// <summary>
    /// The units for which a flag was on, those that had it first of all first: <c>baseline</c> is the first time and <c>value</c> the last, both in seconds since 1970,
    /// <c>samples</c> the number of evaluations.
    /// </summary>
    public static string UnitsThatHadIt(string flag, int most) =>
        $"{Named(flag)} and enabled\n"
        + "| summarize first = min(TimeGenerated), last = max(TimeGenerated), samples = count() by series = unit\n"
        + $"| top {most} by first asc | project series, value = {Seconds("last")}, baseline = {Seconds("first")}, samples";

    // An evaluation that names nobody says nothing of who has the flag: all of them together would be taken for one unit.
    private static string Named(string flag) => $"{Source}evaluations | where flag == {KqlLiteral.Of(flag)} and isnotempty(unit)";

    private static string Seconds(string time) => $"({time} - datetime(1970-01-01)) / 1s";
}
