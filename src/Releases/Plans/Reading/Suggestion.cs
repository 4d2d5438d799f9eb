namespace Releases.Plans.Reading;

/// <summary>What somebody may have meant: the known word that takes the fewest slips of the keyboard.</summary>
internal static class Suggestion
{
    private const int LongestWord = 40;
    private const int MostCandidates = 1000;

    /// <summary><c> ('x'; did you mean 'y'?)</c>, without the question where nothing is near.</summary>
    public static string For(string word, ReadOnlySpan<string> known)
    {
        var nearest = Nearest(word, known);
        return nearest is null ? "" : $"; did you mean '{nearest}'?";
    }

    /// <summary>The word itself, or <see langword="null"/> where none is near.</summary>
    public static string? Nearest(string word, ReadOnlySpan<string> known)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        var fewest = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in known[..Math.Min(known.Length, MostCandidates)])
        {
            if (Math.Abs(candidate.Length - word.Length) < fewest && Slips(word, candidate) is var slips && slips < fewest)
            {
                fewest = slips;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>
    /// Letters to insert, leave out, replace or swap with their neighbour (the optimal string alignment distance), where a
    /// difference in case is none.
    /// </summary>
    private static int Slips(string left, string right)
    {
        var beforeLast = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            last[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replaced = last[column - 1] + (Same(left[row - 1], right[column - 1]) ? 0 : 1);
                var least = Math.Min(replaced, Math.Min(last[column], current[column - 1]) + 1);
                var swapped = row > 1 && column > 1 && Same(left[row - 1], right[column - 2]) && Same(left[row - 2], right[column - 1]);
                current[column] = swapped ? Math.Min(least, beforeLast[column - 2] + 1) : least;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
