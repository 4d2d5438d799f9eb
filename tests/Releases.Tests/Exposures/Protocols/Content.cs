namespace Releases.Tests.Exposures.Protocols;

/// <summary>What may stand in a flag: each is a document of its own.</summary>
internal enum Content : byte
{
    Original,
    TargetOfA,
    TargetOfB,
    EditedByHand,
    TurnedOffByHand,
}
