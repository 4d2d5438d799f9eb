namespace ReleaseFunctions.Local.Pipelines;

/// <summary>What a random number is drawn for.</summary>
internal enum NoiseUse
{
    Duration = 1,
    OrdinaryFailure = 2,
    InjectedFailure = 3,
    Transport = 4,
    Duplication = 5,
}
