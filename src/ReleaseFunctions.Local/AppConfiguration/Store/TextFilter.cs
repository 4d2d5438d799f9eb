using System.Text;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A filter on keys or on labels: everything, up to five exact names, or a prefix.</summary>
internal sealed record TextFilter
{
    private const int MaximumNames = 5;
    private const string NoLabel = "\0";

    public static TextFilter Everything { get; } = new() { Prefix = "" };

    /// <summary>The names to match exactly; null for a prefix. A name that is null means: without a label.</summary>
    public IReadOnlyList<string?>? Names { get; private init; }

    public string Prefix { get; private init; } = "";

    /// <summary>
    /// Parses <c>abc</c>, <c>abc,xyz</c>, <c>abc*</c>, <c>*</c>; a backslash takes the meaning from the character after it. Absent and
    /// empty mean everything.
    /// </summary>
    /// <param name="complaint">What is wrong with the text, with the position, when the answer is false.</param>
    public static bool TryParse(string? text, out TextFilter filter, out string? complaint)
    {
        (filter, complaint) = (Everything, null);
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var names = new List<string?>();
        var name = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length:
                    name.Append(text[++i]);
                    break;
                case ',':
                    names.Add(Name(name));
                    name.Clear();
                    break;
                case '*' when i == text.Length - 1 && names.Count == 0:
                    filter = new TextFilter { Prefix = name.ToString() };
                    return true;
                case '\\' or '*':
                    complaint = $"({i}): Invalid character";
                    return false;
                default:
                    name.Append(text[i]);
                    break;
            }
        }

        names.Add(Name(name));
        filter = new TextFilter { Names = names };
        complaint = names.Count > MaximumNames ? $": Too many values. Maximum supported is {MaximumNames}" : null;
        return complaint is null;
    }

    public bool Matches(string? text) =>
        Names?.Contains(text) ?? (Prefix.Length == 0 || text?.StartsWith(Prefix, StringComparison.Ordinal) == true);

    private static string? Name(StringBuilder name) => name.ToString() is var text && text == NoLabel ? null : text;
}
