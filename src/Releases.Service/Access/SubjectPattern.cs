namespace Releases.Service.Access;

/// <summary>
/// A pattern of GitHub subjects. Subjects are parts with colons between (<c>repo:octo/orders:ref:refs/heads/main</c>), and so is a pattern:
/// <c>*</c> stands for any characters within one part, and a last part that is only <c>*</c> for all that is left. So no star reaches from a
/// name that somebody else may choose into the next part.
/// </summary>
public sealed class SubjectPattern
{
    private readonly string[] _parts;

    private SubjectPattern(string[] parts) => _parts = parts;

    /// <summary>The pattern, or why it is none: it must name the owner of the repository.</summary>
    public static (SubjectPattern? Pattern, string? Error) Read(string text)
    {
        var parts = text.Split(':');
        var named = parts is ["repo", { } repository, _, ..] && repository.Split('/') is [{ Length: > 0 } owner, { Length: > 0 }] && !owner.Contains('*', StringComparison.Ordinal);
        return named
            ? (new SubjectPattern(parts), null)
            : (null, $"'{text}' is no pattern of subjects. It begins with repo:OWNER/ and names what of it: repo:octo/orders:environment:production, repo:octo/*:ref:refs/heads/main, repo:octo/orders:*");
    }

    /// <summary>Whether a subject fits. Letters count as they are.</summary>
    public bool Fits(string subject)
    {
        var given = subject.Split(':');
        var open = _parts[^1] == "*";
        return (open ? given.Length >= _parts.Length : given.Length == _parts.Length) && _parts.Zip(given).All(pair => Fits(pair.First, pair.Second));
    }

    private static bool Fits(string pattern, string part)
    {
        // The usual walk with one star to come back to: linear in practice, and no expression that somebody could make slow.
        var (at, star, after) = (0, -1, 0);
        for (var position = 0; position < part.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, after) = (at++, position);
            }
            else if (at < pattern.Length && pattern[at] == part[position])
            {
                at++;
                position++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                position = ++after;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
