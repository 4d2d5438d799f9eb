using System.Text;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Command lines as Windows takes them apart: blanks separate, but not within double quotes; backslashes before a quote halve.</summary>
internal static class CommandLines
{
    public static IEnumerable<ComputedFunction> All { get; } = [new("command_line", texts => JsonSerializer.Serialize(Split(texts[0]), Encodings.Readable))];

    private static List<string> Split(string line)
    {
        var arguments = new List<string>();
        var (argument, quoted, any) = (new StringBuilder(), false, false);
        for (var i = 0; i < line.Length; i++)
        {
            var backslashes = 0;
            while (i < line.Length && line[i] == '\\')
            {
                backslashes++;
                i++;
            }

            var beforeQuote = i < line.Length && line[i] == '"';
            argument.Append('\\', beforeQuote ? backslashes / 2 : backslashes);
            any |= backslashes > 0;
            if (i == line.Length)
            {
                break;
            }

            if (beforeQuote && backslashes % 2 == 0)
            {
                (quoted, any) = (!quoted, true);
            }
            else if (line[i] is not (' ' or '\t') || quoted)
            {
                argument.Append(line[i]);
                any = true;
            }
            else if (any)
            {
                arguments.Add(argument.ToString());
                argument.Clear();
                any = false;
            }
        }

        return any ? [.. arguments, argument.ToString()] : arguments;
    }
}
