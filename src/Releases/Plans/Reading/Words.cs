namespace Releases.Plans.Reading;

/// <summary>A closed set of words in a plan and what each stands for.</summary>
internal sealed class Words<T>(params (string Text, T Meaning)[] words)
    where T : struct
{
    private readonly string[] texts = [.. words.Select(word => word.Text)];

    public T? Read(PlanNode? node, PlanErrors errors)
    {
        var expected = $"one of {string.Join(", ", texts)}";
        if (TextValues.Scalar(node, errors, expected) is not { } scalar)
        {
            return null;
        }

        var found = Array.IndexOf(texts, scalar.Text);
        if (scalar.IsText && found >= 0)
        {
            return words[found].Meaning;
        }

        errors.Add(scalar, $"expected {expected}; found {scalar.Description}{Suggestion.For(scalar.Text, texts)}");
        return null;
    }

    public string Write(T meaning) => words.First(word => word.Meaning.Equals(meaning)).Text;
}
