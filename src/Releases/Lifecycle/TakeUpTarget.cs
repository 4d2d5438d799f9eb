namespace Releases.Lifecycle;

/// <summary>The name under which telemetry is asked whether clients have a flag's exposure. No criterion can have it, because of its spaces.</summary>
public static class TakeUpTarget
{
    private const string Prefix = "take-up of ";

    public static string NameOf(string flag) => Prefix + flag;

    /// <summary>The flag's key, or <see langword="null"/> where the name is a criterion's.</summary>
    public static string? FlagOf(string target) => target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : null;
}
