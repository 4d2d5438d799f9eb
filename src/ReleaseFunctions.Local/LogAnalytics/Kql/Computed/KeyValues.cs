using System.Text;
using System.Text.Json;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Keys and values out of a text. Of several values of one key the first stays.</summary>
internal static class KeyValues
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("key_values", texts => Collect(texts[1], Delimited(texts[0], JsonSerializer.Deserialize<KeyValueShape.Delimited>(texts[2])!))),
        new("loose_key_values", texts => Collect(texts[1], Loose(texts[0], texts[1], JsonSerializer.Deserialize<KeyValueShape.Loose>(texts[2])!))),
    ];

    private static string Collect(string keysJson, IEnumerable<(string Key, string Value)> pairs)
    {
        var keys = JsonSerializer.Deserialize<HashSet<string>>(keysJson)!;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs.Where(pair => keys.Contains(pair.Key)))
        {
            found.TryAdd(key, value);
        }

        return JsonSerializer.Serialize(found, Encodings.Readable);
    }

    private static IEnumerable<(string Key, string Value)> Delimited(string text, KeyValueShape.Delimited shape)
    {
        var at = 0;
        while (at < text.Length)
        {
            var key = Quoted(text, ref at, shape.Quotes, shape.Escapes);
            if (key is null)
            {
                var (equals, next) = (Find(text, shape.KeyValue, at), Find(text, shape.Pair, at));
                if (equals < 0 || (next >= 0 && next < equals))
                {
                    // A piece without a key.
                    at = next < 0 ? text.Length : next + shape.Pair.Length;
                    continue;
                }

                key = text[at..equals].Trim();
                at = equals;
            }

            at = SkipBlanks(text, at);
            if (string.CompareOrdinal(text, at, shape.KeyValue, 0, shape.KeyValue.Length) != 0)
            {
                at = Find(text, shape.Pair, at) is var skip and >= 0 ? skip + shape.Pair.Length : text.Length;
                continue;
            }

            at += shape.KeyValue.Length;
            var value = Quoted(text, ref at, shape.Quotes, shape.Escapes);
            var end = value is null && shape.Greedy ? NextKey(text, at, shape) : Find(text, shape.Pair, at);
            yield return (key, value ?? (end < 0 ? text[at..] : text[at..end]).Trim());
            at = end < 0 ? text.Length : end + shape.Pair.Length;
        }
    }

    // Where a delimiter of pairs stands before something that has a value.
    private static int NextKey(string text, int at, KeyValueShape.Delimited shape)
    {
        for (var end = Find(text, shape.Pair, at); end >= 0; end = Find(text, shape.Pair, end + 1))
        {
            var key = end + shape.Pair.Length;
            var (equals, next) = (Find(text, shape.KeyValue, key), Find(text, shape.Pair, key));
            if (equals > key && (next < 0 || equals < next))
            {
                return end;
            }
        }

        return -1;
    }

    private static IEnumerable<(string Key, string Value)> Loose(string text, string keysJson, KeyValueShape.Loose shape)
    {
        var keys = JsonSerializer.Deserialize<List<string>>(keysJson)!.OrderByDescending(key => key.Length).ToList();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var key = Quoted(text, ref at, shape.Quotes, shape.Escapes);
            if (key is null)
            {
                var here = start;
                key = here > 0 && char.IsLetterOrDigit(text[here - 1]) ? null : keys.Find(known => string.CompareOrdinal(text, here, known, 0, known.Length) == 0
                    && (here + known.Length == text.Length || !char.IsLetterOrDigit(text[here + known.Length])));
                at = start + (key?.Length ?? 1);
            }

            if (key is null || !keys.Contains(key))
            {
                continue;
            }

            string? value = null;
            while (at < text.Length && value is null && !char.IsLetterOrDigit(text[at]))
            {
                value = Quoted(text, ref at, shape.Quotes, shape.Escapes);
                at += value is null ? 1 : 0;
            }

            if (value is null)
            {
                var first = at;
                while (at < text.Length && char.IsLetterOrDigit(text[at]))
                {
                    at++;
                }

                value = text[first..at];
            }

            yield return (key, value);
        }
    }

    // What stands in quotes where we are; null where no quote opens, or none closes.
    private static string? Quoted(string text, ref int at, IReadOnlyList<string> quotes, string escapes)
    {
        var open = SkipBlanks(text, at);
        if (open >= text.Length || quotes.FirstOrDefault(quote => quote[0] == text[open]) is not { } pair)
        {
            return null;
        }

        var value = new StringBuilder();
        for (var i = open + 1; i < text.Length; i++)
        {
            if (escapes.Contains(text[i], StringComparison.Ordinal) && i + 1 < text.Length)
            {
                value.Append(text[++i]);
            }
            else if (text[i] == pair[^1])
            {
                at = i + 1;
                return value.ToString();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        return null;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int Find(string text, string sought, int at) => at > text.Length ? -1 : text.IndexOf(sought, at, StringComparison.Ordinal);
}
