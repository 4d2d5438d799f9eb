namespace Releases.Service.Http;

/// <summary>What a release's id looks like; nothing else reaches a store.</summary>
internal static class ReleaseId
{
    private const int Longest = 64;

    internal static bool IsValid(string id) =>
        id.Length is > 0 and <= Longest && id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
