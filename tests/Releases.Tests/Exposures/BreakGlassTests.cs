using System.Diagnostics;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class BreakGlassTests : IDisposable
{
    private static readonly DateTimeOffset CapturedAt = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("break-glass-");

    [Theory]
    [InlineData("""{"id":"a","description":"it's $HOME `id` \"quoted\" \\ !x"}""")]
    [InlineData("{\n  \"id\": \"a\",\r\n\t\"text\": \"äöü 漢字 🚀 $(touch owned)\"\n}\n")]
    [InlineData("''''")]
    [InlineData("")]
    public void Script_RunByBash_HandsTheCliExactlyWhatWasCaptured(string value)
    {
        var flag = new CapturedFlag("o'r ders*", "it's $PROD", value, "application/json; x='1'", new Dictionary<string, string> { ["a b"] = "c'd\n$e" }, "e", Locked: false);

        var (exitCode, calls) = Run([new BreakGlassEnvironment("production", Production: true, "https://store.azconfig.io", [flag])]);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                "appconfig", "kv", "set", "--endpoint", "https://store.azconfig.io", "--auth-mode", "login", "--key", ".appconfig.featureflag/o'r ders*",
                "--label", "it's $PROD", "--yes", "--content-type", "application/json; x='1'", "--value", value, "--tags", "a b=c'd\n$e", "--output", "none",
            ],
            Assert.Single(calls));
    }

    [Fact]
    public void Script_SeveralEnvironments_PutsProductionBackFirst()
    {
        var (_, calls) = Run(
        [
            new BreakGlassEnvironment("staging", Production: false, "https://s", [Flags.Captured(key: "a")]),
            new BreakGlassEnvironment("production", Production: true, "https://p", [Flags.Captured(key: "b"), Flags.Captured(key: "c")]),
        ]);

        Assert.Equal([".appconfig.featureflag/b", ".appconfig.featureflag/c", ".appconfig.featureflag/a"], calls.Select(call => call[8]));
    }

    [Fact]
    public void Script_FlagThatWasLocked_IsLockedAgain()
    {
        var (_, calls) = Run([new BreakGlassEnvironment("production", Production: true, "https://p", [Flags.Captured(locked: true)])]);

        Assert.Equal(["unlock", "set", "lock"], calls.Select(call => call[2]));
    }

    [Fact]
    public void Script_FlagWithoutTagsOrLabel_ClearsTagsAndNamesNoLabel()
    {
        var flag = Flags.Captured() with { Tags = new Dictionary<string, string>() };

        var (_, calls) = Run([new BreakGlassEnvironment("production", Production: true, "https://p", [flag])]);

        Assert.Equal(["--tags", "", "--output", "none"], calls.Single()[^4..]);
        Assert.DoesNotContain("--label", calls.Single());
    }

    [Fact]
    public void Script_OneCommandFails_GoesOnWithTheOthersAndSaysSo()
    {
        var (exitCode, calls) = Run(
            [new BreakGlassEnvironment("production\nrm -rf /", Production: true, "https://p", [Flags.Captured(key: "fails"), Flags.Captured(key: "works")])],
            failOn: ".appconfig.featureflag/fails");

        Assert.Equal(1, exitCode);
        Assert.Equal(2, calls.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A stand-in for the CLI that writes down its arguments, NUL after each and an empty record after each call.
    private (int ExitCode, IReadOnlyList<string[]> Calls) Run(IReadOnlyList<BreakGlassEnvironment> environments, string failOn = "nothing")
    {
        var calls = Path.Combine(_folder.FullName, "calls");
        var cli = Path.Combine(_folder.FullName, "az");
        File.WriteAllText(cli, $"#!/usr/bin/env bash\nfor word in \"$@\"; do printf '%s\\0' \"$word\"; done >> '{calls}'\nprintf 'END\\0' >> '{calls}'\n[ \"$8\" != '{failOn}' ] && [ \"$9\" != '{failOn}' ]\n");
        var script = Path.Combine(_folder.FullName, "restore.sh");
        File.WriteAllText(script, BreakGlass.Script("r1", CapturedAt, environments));

        var start = new ProcessStartInfo("bash", ["-c", "chmod +x az && exec bash \"$1\"", "bash", script])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        bash.WaitForExit();

        Assert.False(File.Exists(Path.Combine(_folder.FullName, "owned")));
        var words = File.ReadAllText(calls).Split('\0')[..^1];
        var all = new List<string[]>();
        var call = new List<string>();
        foreach (var word in words)
        {
            if (word == "END")
            {
                all.Add([.. call]);
                call.Clear();
            }
            else
            {
                call.Add(word);
            }
        }

        return (bash.ExitCode, all);
    }
}
