using Releases.Exposures;

namespace Releases.Rehearsals;

/// <summary>A flag as a store has it, with the document that real clients would read.</summary>
/// <param name="Sequence">Number of the write to its store that made it: what a Sync-Token speaks of.</param>
/// <param name="Version">From 1; one more with each write to the setting.</param>
public sealed record VirtualSetting(FoundFlag Flag, long Sequence, int Version)
{
    /// <summary>The exposure in words, as a plan would have it.</summary>
    public string Value => ExposedShare.Told(Flag.Value);

    public bool Locked => Flag.Locked;

    /// <summary>A person's edit in the portal keeps our tags.</summary>
    public VirtualSetting EditedTo(string exposure) => this with { Flag = Flag with { Value = ExposedShare.Document(Flag.Value, exposure) } };

    public VirtualSetting LockedOr(bool locked) => this with { Flag = Flag with { Locked = locked } };
}
