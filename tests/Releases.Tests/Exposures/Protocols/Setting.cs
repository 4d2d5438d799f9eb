using System.Runtime.InteropServices;

namespace Releases.Tests.Exposures.Protocols;

/// <summary>A flag in the store. Its version has no number: all that matters of a version that somebody knows is whether it still is the one that stands there.</summary>
/// <param name="Write">Index of the write whose id the tag holds; 0 for none.</param>
/// <param name="Hashed">What the hash in the other tag is of.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Setting(Content Content, byte Write, Content Hashed)
{
    /// <summary>In 10 bits.</summary>
    internal uint Packed => ((uint)Content << 7) | ((uint)Hashed << 4) | Write;

    internal bool IsByHand => Content is Content.EditedByHand or Content.TurnedOffByHand;
}
