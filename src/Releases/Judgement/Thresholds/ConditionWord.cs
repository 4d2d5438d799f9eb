namespace Releases.Judgement.Thresholds;

/// <summary>A word, sign or literal of a condition; empty at its end.</summary>
internal readonly record struct ConditionWord(int Offset, string Text)
{
    private const string Signs = "<>=!|&";
    private const int Shown = 30;

    /// <summary>At least one: the last is the empty end.</summary>
    public static IReadOnlyList<ConditionWord> Split(string text)
    {
        var words = new List<ConditionWord>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var start = at;
            if (at == text.Length)
            {
                words.Add(new ConditionWord(at, ""));
                return words;
            }

            var sign = Signs.Contains(text[at], StringComparison.Ordinal);
            while (at < text.Length && !char.IsWhiteSpace(text[at]) && Signs.Contains(text[at], StringComparison.Ordinal) == sign)
            {
                at++;
            }

            words.Add(new ConditionWord(start, text[start..at]));
        }
    }

    public override string ToString() => Text switch
    {
        "" => "the end",
        { Length: > Shown } => $"'{Text[..Shown]}…'",
        _ => $"'{Text}'",
    };
}
