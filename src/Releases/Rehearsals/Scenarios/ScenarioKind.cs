namespace Releases.Rehearsals.Scenarios;

/// <summary>Something that may happen to a release, to be drawn as often as one likes.</summary>
/// <param name="Name">Short and fixed: what reports and filters call it.</param>
/// <param name="Text">What happens, in a sentence.</param>
/// <param name="Draw">Makes one out of it; what is left open is left to chance.</param>
public sealed record ScenarioKind(string Name, string Text, Func<Scenario, Chance, Scenario> Draw);
