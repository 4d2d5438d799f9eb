namespace Releases.Plans;

/// <summary>Something outside that must say yes before a stage begins: a synthetic test, or a playbook on synthetic data.</summary>
/// <param name="Within">How long it may take to answer, all attempts together.</param>
/// <param name="GoodFor">How long its yes counts; an older one is asked for again.</param>
public sealed record Check(string Name, CheckCall Call, TimeSpan Within, TimeSpan GoodFor);
