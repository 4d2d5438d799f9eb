namespace Releases.Tests.Exposures.Protocols;

/// <summary>Something that happens, for those who read a counterexample.</summary>
internal readonly record struct Step(string What, int Release = -1, int Flag = -1)
{
    public override string ToString() => (Release, Flag) switch
    {
        (-1, _) => $"a person {What} flag {Flag + 1}",
        (_, -1) => $"release {(Release == 0 ? 'A' : 'B')} {What}",
        _ => $"release {(Release == 0 ? 'A' : 'B')}, flag {Flag + 1}: {What}",
    };
}
