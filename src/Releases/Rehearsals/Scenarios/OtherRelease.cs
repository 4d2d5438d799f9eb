namespace Releases.Rehearsals.Scenarios;

/// <summary>Another release holds a flag when this one is started.</summary>
/// <param name="Until">When it is over by itself.</param>
/// <param name="RestoresIn">How long it takes to go back once it is superseded.</param>
public sealed record OtherRelease(string Environment, string Key, TimeSpan Until, TimeSpan RestoresIn);
