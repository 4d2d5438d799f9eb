using System.Text;

namespace Releases.Plans.Reading;

/// <summary>What can be said of a text before it is taken apart.</summary>
internal static class SourceText
{
    /// <summary>In bytes of UTF-8.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>The text without a byte order mark, or <see langword="null"/> where it cannot be read at all.</summary>
    public static string? Check(string text, PlanErrors errors)
    {
        if (text.Length > Longest || Encoding.UTF8.GetByteCount(text) > Longest)
        {
            errors.Add(new TextPosition(1, 1), NodePath.Root, $"the text is longer than {Longest / 1024} kB; a plan is a few pages");
            return null;
        }

        var content = text.StartsWith('\uFEFF') ? text[1..] : text;
        for (var at = 0; at < content.Length; at++)
        {
            var character = content[at];
            if (char.IsSurrogatePair(character, at + 1 < content.Length ? content[at + 1] : '\0'))
            {
                at++;
            }
            else if (char.IsSurrogate(character) || (char.IsControl(character) && character is not ('\t' or '\n' or '\r' or '\u0085')))
            {
                errors.Add(PositionAt(content, at), NodePath.Root, $"the character U+{(int)character:X4} cannot stand in a plan; write it as an escape in double quotes, or leave it out");
                return null;
            }
        }

        return content;
    }

    /// <summary>The first line that is indented with a tab, which YAML does not allow.</summary>
    public static TextPosition? TabIndentation(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var blanks = content.IndexOfAnyExcept(' ', '\t');
            if (blanks > 0 && content[..blanks].IndexOf('\t') is var tab and >= 0)
            {
                return new TextPosition(line, tab + 1);
            }
        }

        return null;
    }

    private static TextPosition PositionAt(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new TextPosition(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
