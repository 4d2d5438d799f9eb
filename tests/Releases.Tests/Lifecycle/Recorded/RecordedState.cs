using System.Text.Json;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle.Recorded;

/// <summary>A release in the middle of its life, as a shipped version of the code has left it, with the flags as they stood then.</summary>
/// <param name="At">What the clock said.</param>
/// <param name="Doing">What was asked next: the kind of an effect, or <c>Wait</c>.</param>
/// <param name="Written">The exposures that had been written until then.</param>
internal sealed record RecordedState(
    string Scenario,
    DateTimeOffset At,
    string Doing,
    JsonElement State,
    IReadOnlyList<RecordedSetting> Settings,
    IReadOnlyList<RecordedWrite> Written)
{
    private static string Folder(int version) => Path.Combine(Repository.Root, "tests", "Releases.Tests", "Lifecycle", "Recorded", $"version-{version}");

    internal static IReadOnlyList<(int Version, string Name)> All =>
    [
        .. Enumerable.Range(1, StateDocument.Version)
            .Where(version => Directory.Exists(Folder(version)))
            .SelectMany(version => Directory.GetFiles(Folder(version)).Order(StringComparer.Ordinal).Select(file => (version, Path.GetFileNameWithoutExtension(file)))),
    ];

    internal static RecordedState Read(int version, string name) =>
        JsonSerializer.Deserialize<RecordedState>(File.ReadAllText(Path.Combine(Folder(version), $"{name}.json")), StateDocument.Json)!;

    internal void Keep(string name)
    {
        Directory.CreateDirectory(Folder(StateDocument.Version));
        File.WriteAllText(Path.Combine(Folder(StateDocument.Version), $"{name}.json"), JsonSerializer.Serialize(this, StateDocument.Json) + "\n");
    }
}

internal sealed record RecordedSetting(string Environment, string Key, RecordedFlag Setting);

internal sealed record RecordedWrite(Effect Effect, DateTimeOffset At);
