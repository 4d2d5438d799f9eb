using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Operators that keep, order and rename columns.</summary>
internal sealed partial class Binder
{
    private static Relation Keep(Relation input, IReadOnlyList<NamePattern> patterns, bool keep)
    {
        CheckPatterns(input, patterns);
        return input with { Columns = [.. input.Columns.Where(column => patterns.Any(pattern => pattern.Matches(column.Name)) == keep)] };
    }

    private static void CheckPatterns(Relation input, IReadOnlyList<NamePattern> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Wildcard && !input.Columns.Any(column => pattern.Matches(column.Name)))
            {
                throw KqlException.Semantic(pattern.Position, $"There is no column whose name fits '{pattern.Text}'.");
            }

            if (!pattern.Wildcard && input.Find(pattern.Text) is null)
            {
                throw KqlException.Semantic(pattern.Position, $"There is no column '{pattern.Text}'.{NearestName.Hint(pattern.Text, input.Columns.Select(column => column.Name))}");
            }
        }
    }

    private static Relation BindReorder(Operator.ProjectReorder reorder, Relation input)
    {
        CheckPatterns(input, reorder.Patterns);
        var placed = new List<BoundColumn>();
        foreach (var pattern in reorder.Patterns)
        {
            // '*' is all that no other pattern names.
            var others = pattern.Text == "*" ? reorder.Patterns.Where(other => other.Text != "*").ToArray() : [];
            var matched = input.Columns.Where(column => pattern.Matches(column.Name) && !placed.Contains(column) && !others.Any(other => other.Matches(column.Name)));
            placed.AddRange(pattern.Ascending switch
            {
                true => matched.OrderBy(column => column.Name, StringComparer.OrdinalIgnoreCase),
                false => matched.OrderByDescending(column => column.Name, StringComparer.OrdinalIgnoreCase),
                null => matched,
            });
        }

        return input with { Columns = [.. placed, .. input.Columns.Except(placed)] };
    }

    private static Relation BindRename(Operator.ProjectRename rename, Relation input)
    {
        var columns = input.Columns.ToList();
        foreach (var column in rename.Columns)
        {
            if (column.Value is not Expression.Name old || SingleName(column) is not { } name)
            {
                throw KqlException.Semantic(column.Position, "project-rename takes 'NewName = OldName'.");
            }

            CheckPatterns(input, [new NamePattern(old.Position, old.Text, Wildcard: false)]);
            var index = columns.FindIndex(other => other.Name == old.Text);
            if (index < 0 || columns.Exists(other => other.Name == name))
            {
                throw KqlException.Semantic(column.Position, $"There already is a column '{name}', or '{old.Text}' is renamed twice.");
            }

            columns[index] = columns[index] with { Name = name };
        }

        return input with { Columns = columns };
    }
}
