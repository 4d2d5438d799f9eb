using System.Text.Json.Serialization;
using Releases.Judgement.Comparisons;

namespace Releases.Judgement.Compositions;

/// <summary>All of several rules, or any of them. What is blind is unknown, not false.</summary>
/// <param name="AnySuffices">Whether it passes if one of them does.</param>
/// <param name="Members">In the order in which their measurements come.</param>
public sealed record CompositeRule(bool AnySuffices, IReadOnlyList<Part> Members) : Rule
{
    [JsonIgnore]
    public override string Text => string.Join(AnySuffices ? " and " : " or ", Members.Select(member => $"{member.Name}: {member.Rule.Text}"));

    protected override bool JudgesSilence => true;

    protected override Finding JudgeParts(string name, Measurement.Parts measured, Look look)
    {
        var findings = Members.Zip(measured.Measurements, (member, measurement) => Judge($"{name}.{member.Name}", member, measurement, look)).ToList();
        return AnySuffices ? Combining.Any(name, findings) : Combining.All(name, findings);
    }

    private static Finding Judge(string name, Part member, Measurement measurement, Look look) =>
        member.Rule.Judge(name, measurement, member.MinimumSamples, member.MinimumHeartbeat, look);
}
