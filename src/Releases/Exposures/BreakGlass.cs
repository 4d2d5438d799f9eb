using System.Text;
using Releases.Wording;

namespace Releases.Exposures;

/// <summary>
/// The script by which people put every captured flag back when the control plane itself is down. It needs bash, the Azure CLI and
/// somebody with the role App Configuration Data Owner; it holds no secret.
/// </summary>
public static class BreakGlass
{
    /// <summary>Writes the script: production first, one flag after the other, none stopping the next; exit code 1 if any failed.</summary>
    public static string Script(string releaseId, DateTimeOffset capturedAt, IReadOnlyList<BreakGlassEnvironment> environments)
    {
        var script = new StringBuilder();
        script.Append("#!/usr/bin/env bash\n");
        script.Append(FormattableString.Invariant($"# Puts the flags of release {OneLine(releaseId)} back to what they were at {capturedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.\n"));
        script.Append("# Needs: az login, as somebody with the role App Configuration Data Owner. It overwrites whatever stands there now.\n");
        script.Append("failed=0\n");
        foreach (var environment in environments.OrderByDescending(environment => environment.Production))
        {
            script.Append(FormattableString.Invariant($"\n# {OneLine(environment.Name)}: {Say.Many(environment.Flags.Count, "flag")}\n"));
            foreach (var flag in environment.Flags)
            {
                Restore(script, environment, flag);
            }
        }

        script.Append("\nif [ \"$failed\" -ne 0 ]; then echo \"$failed commands failed; see above\" >&2; exit 1; fi\n");
        script.Append("echo 'All flags are back.'\n");
        return script.ToString();
    }

    private static void Restore(StringBuilder script, BreakGlassEnvironment environment, CapturedFlag flag)
    {
        string[] setting = ["--endpoint", environment.Endpoint, "--auth-mode", "login", "--key", FeatureFlagSetting.Key(flag.Key), .. Label(flag), "--yes"];
        if (flag.Locked)
        {
            Command(script, ["az", "appconfig", "kv", "unlock", .. setting]);
        }

        // Without --tags the CLI would keep the tags that stand there, ours among them; one empty value clears them.
        string[] tags = flag.Tags.Count == 0 ? [""] : [.. flag.Tags.Select(tag => $"{tag.Key}={tag.Value}")];
        Command(script, ["az", "appconfig", "kv", "set", .. setting, "--content-type", flag.ContentType ?? "", "--value", flag.Value, "--tags", .. tags]);
        if (flag.Locked)
        {
            Command(script, ["az", "appconfig", "kv", "lock", .. setting]);
        }
    }

    private static string[] Label(CapturedFlag flag) => flag.Label is null ? [] : ["--label", flag.Label];

    private static void Command(StringBuilder script, IEnumerable<string> words) =>
        script.AppendJoin(' ', words.Select(Quoted)).Append(" --output none || failed=$((failed + 1))\n");

    // Between single quotes bash takes everything to the letter, line feeds included; only the quote itself must step outside.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or ':')
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
