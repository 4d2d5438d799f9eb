using Releases.Judgement;

namespace Releases.Rehearsals.Laws;

/// <summary>A measurement that was told, and the verdict that must follow from it.</summary>
internal sealed record VerdictDue(string Criterion, Window Window, Measurement Measurement, Verdict Verdict, string Exposure);
