using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>A release's state as JSON, with the version of its shape, so that a newer version of the code can take up a running release.</summary>
public static class StateDocument
{
    /// <summary>The version that is written.</summary>
    public const int Version = 3;

    /// <summary>The oldest version that is read. Recorded states of each are in the tests, and run to their end there.</summary>
    public const int OldestVersion = 1;

    /// <summary>Bytes that a state may have: drivers keep it in a row or a message. Whether a plan's releases stay under it is looked at before they start (<see cref="StateBudget"/>).</summary>
    public const int LargestSize = 16_384;

    /// <summary>Enums as words, polymorphic records by their kind: what drivers use for states, effects and events alike.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>
    /// The same in fewer bytes: what is as usual is left out of what there is much of, and letters stay letters, as nobody puts a state onto a page.
    /// </summary>
    private static readonly JsonSerializerOptions Small = new(Json)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheUsual } },
    };

    public static string Write(ReleaseState state) => JsonSerializer.Serialize(new Versioned(Version, state), Small);

    /// <summary>
    /// Reads a state of this version or an older one: what an older version lacks has a default that means what that version did. Version 1 named its
    /// flags in every stage, and knew its settings from the capture on only; version 2 had no limit for the gates of a stage, whose wait begins then
    /// when it is read.
    /// </summary>
    /// <exception cref="NotSupportedException">The document is of a newer version than this code knows.</exception>
    public static ReleaseState Read(string document)
    {
        var versioned = JsonSerializer.Deserialize<Versioned>(document, Json);
        return versioned switch
        {
            { Version: 1, State: { Flags.Count: 0 } state } => state with { Flags = ReleaseStart.Settings(state.Course, [.. state.Course.Stages.SelectMany(stage => stage.Moves).Distinct()]) },
            { Version: >= OldestVersion and <= Version, State: not null } => versioned.State,
            { Version: > Version } => throw new NotSupportedException($"The release's state has version {versioned.Version}; this code reads up to {Version}. Run a newer version of the service."),
            _ => throw new JsonException("This is not a release's state."),
        };
    }

    private static void LeaveOutTheUsual(JsonTypeInfo type)
    {
        object? usual = type.Type == typeof(Counting) ? new Counting { Window = TimeSpan.Zero }
            : type.Type == typeof(CriterionProgress) ? new CriterionProgress("")
            : null;
        foreach (var property in usual is null ? [] : type.Properties)
        {
            var left = property.Get?.Invoke(usual!);
            property.ShouldSerialize = (_, value) => !Equals(value, left);
        }
    }

    private sealed record Versioned(int Version, ReleaseState State);
}
