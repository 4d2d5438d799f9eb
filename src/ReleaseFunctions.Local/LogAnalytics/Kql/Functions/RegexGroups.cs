namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Counts the capturing groups of a regular expression that is written out.</summary>
internal static class RegexGroups
{
    public static int Count(string regex)
    {
        var (count, inClass) = (0, false);
        for (var i = 0; i < regex.Length; i++)
        {
            switch (regex[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when !inClass:
                    inClass = true;

                    // A bracket that closes at once stands for itself.
                    i += regex[(i + 1)..].StartsWith("^]", StringComparison.Ordinal) ? 2 : regex[(i + 1)..].StartsWith(']') ? 1 : 0;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass && (i + 1 >= regex.Length || regex[i + 1] != '?' || regex[(i + 1)..].StartsWith("?P<", StringComparison.Ordinal)):
                    count++;
                    break;
                default:
                    break;
            }
        }

        return count;
    }
}
