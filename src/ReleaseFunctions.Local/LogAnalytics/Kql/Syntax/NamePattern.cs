namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A column name, or a pattern of names in which each asterisk stands for any characters.</summary>
/// <param name="Ascending">For project-reorder: whether what matches is sorted by name, and which way; null for the order it has.</param>
internal sealed record NamePattern(int Position, string Text, bool Wildcard, bool? Ascending = null)
{
    public bool Matches(string name) => Wildcard ? Matches(Text.Split('*'), name) : name == Text;

    private static bool Matches(string[] parts, string name)
    {
        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = name.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return parts.Length == 1 ? at == name.Length : name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
