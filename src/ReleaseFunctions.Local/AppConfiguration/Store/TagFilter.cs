using System.Text;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>A filter <c>name=value</c> on tags. A value that is null matches a tag whose value is null.</summary>
internal sealed record TagFilter(string Name, string? Value)
{
    public static bool TryParse(string? text, out TagFilter filter, out string? complaint)
    {
        filter = new TagFilter("", null);
        var parts = new List<StringBuilder> { new() };
        for (var i = 0; i < text?.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length:
                    parts[^1].Append(text[++i]);
                    break;
                case '=':
                    parts.Add(new StringBuilder());
                    break;
                case '*' or ',' or '\\':
                    complaint = $"({i}): Invalid character";
                    return false;
                default:
                    parts[^1].Append(text[i]);
                    break;
            }
        }

        if (parts is not [{ Length: > 0 } name, var value])
        {
            complaint = ": Invalid tag filter, name=value is expected";
            return false;
        }

        filter = new TagFilter(name.ToString(), value.ToString() is var v && v == "\0" ? null : v);
        complaint = null;
        return true;
    }

    public bool Matches(IReadOnlyDictionary<string, string?> tags) => tags.TryGetValue(Name, out var value) && value == Value;
}
