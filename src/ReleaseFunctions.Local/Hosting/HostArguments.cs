namespace ReleaseFunctions.Local.Hosting;

/// <summary>What is asked for on the command line; the rest goes to the settings (<c>--Local:FirstPort=0</c>).</summary>
/// <param name="Demo">Show a healthy and a faulty release, then stay up.</param>
/// <param name="ExitWhenDone">End after the demo, with 0 if both releases came to the right end.</param>
/// <param name="NoDriver">Only the local world: another host runs the releases.</param>
/// <param name="Settings">What is left for the settings.</param>
public sealed record HostArguments(bool Demo, bool ExitWhenDone, bool NoDriver, bool Help, string[] Settings)
{
    public const string Usage = """
        The embedded host of ReleaseFunctions: runs releases on this machine, with all that they need.

          --demo              show a healthy release and a faulty one on the local world, then stay up
          --exit-when-done    with --demo: end when both are over; 0 if each came to its right end
          --no-driver         only the local world, with a local.settings.json for the Functions host, which runs the releases then
          --Local:NAME=VALUE  a setting, see docs/reference/embedded-host.md
        """;

    private static readonly string[] Switches = ["--demo", "--exit-when-done", "--no-driver", "--help", "-h"];

    public static HostArguments Parse(IReadOnlyCollection<string> arguments) => new(
        arguments.Contains("--demo"),
        arguments.Contains("--exit-when-done"),
        arguments.Contains("--no-driver"),
        arguments.Contains("--help") || arguments.Contains("-h"),
        [.. arguments.Except(Switches)]);

    /// <summary>What is not a switch and does not look like a setting.</summary>
    public IReadOnlyList<string> Unknown => Demo && NoDriver ? ["--demo with --no-driver"] : [.. Settings.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal) || !argument.Contains('=', StringComparison.Ordinal))];
}
