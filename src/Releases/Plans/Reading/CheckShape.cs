using System.Text.RegularExpressions;

namespace Releases.Plans.Reading;

/// <summary>Reads <c>checks</c>: a mapping from names.</summary>
internal static partial class CheckShape
{
    /// <summary>The checks without mistakes, in the order of their names.</summary>
    public static IReadOnlyList<Check> Read(PlanNode? node, PlanErrors errors)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a check's name to the check; found {node.Description}");
        }

        var checks = new List<Check>();
        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            var name = TextValues.CheckName(entry.NameAt, entry.Value.Path, entry.Name, errors);
            if (Read(entry.Name, entry.Value, errors) is { } check && name is not null)
            {
                checks.Add(check);
            }
        }

        return [.. checks.OrderBy(check => check.Name, StringComparer.Ordinal)];
    }

    private static Check? Read(string name, PlanNode node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "http", "workflow", "within", "goodFor") is not { } fields)
        {
            return null;
        }

        var (http, workflow) = (fields.Optional("http"), fields.Optional("workflow"));
        if ((http is null) == (workflow is null))
        {
            errors.Add(node, "a check has either http, the address to call, or workflow, the GitHub workflow to dispatch");
        }

        var within = NumberValues.Duration(fields.Optional("within"), errors) ?? PlanDefaults.CheckWithin;
        var goodFor = NumberValues.Duration(fields.Optional("goodFor"), errors) ?? PlanDefaults.CheckGoodFor;
        CheckCall? call = http is not null ? Http(http, errors) : Workflow(workflow, errors);
        return call is null ? null : new Check(name, call, within, goodFor);
    }

    private static CheckCall.Http? Http(PlanNode node, PlanErrors errors) => TextValues.Url(node, errors) is { } url ? new CheckCall.Http(url) : null;

    private static CheckCall.Workflow? Workflow(PlanNode? node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "repository", "file", "ref") is not { } fields)
        {
            return null;
        }

        var repository = Shaped(fields.Required("repository", "contoso/data-tests"), RepositoryShape(), "a repository is owner/name, such as contoso/data-tests", errors);
        var file = Shaped(fields.Required("file", "playbook.yml"), FileShape(), "a workflow is the name of its file, such as playbook.yml", errors);
        var branch = fields.Optional("ref") is { } named ? TextValues.Line(named, errors) : "main";
        return repository is null || file is null || branch is null ? null : new CheckCall.Workflow(repository, file, branch);
    }

    private static string? Shaped(PlanNode? node, Regex shape, string expected, PlanErrors errors)
    {
        var text = TextValues.Line(node, errors);
        if (text is null || shape.IsMatch(text))
        {
            return text;
        }

        errors.Add(node!, expected);
        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RepositoryShape();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\\.ya?ml\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FileShape();
}
