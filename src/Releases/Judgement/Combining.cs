using Releases.Wording;

namespace Releases.Judgement;

/// <summary>
/// Several findings that make one. What is blind stays unknown until the others decide without it, as in Kleene's three-valued logic
/// ("Introduction to Metamathematics", 1952): nothing passes that was not seen to.
/// </summary>
public static class Combining
{
    /// <summary>Fails if one fails; passes if all pass; else it is as blind as the blindest.</summary>
    public static Finding All(string name, IReadOnlyList<Finding> parts) => Of(name, parts, decides: Verdict.Fail, otherwise: Verdict.Pass);

    /// <summary>Passes if one passes; fails if all fail; else it is as blind as the blindest.</summary>
    public static Finding Any(string name, IReadOnlyList<Finding> parts) => Of(name, parts, decides: Verdict.Pass, otherwise: Verdict.Fail);

    /// <summary>
    /// The same question asked of many: as <see cref="All"/>, but those with too few rows to speak are left out, unless that is all of them.
    /// </summary>
    internal static Finding Series(string name, IReadOnlyList<Finding> parts)
    {
        var speaking = parts.Where(part => part.Verdict != Verdict.Insufficient).ToList();
        if (speaking.Count == 0)
        {
            return All(name, parts);
        }

        var left = parts.Count - speaking.Count;
        var finding = All(name, speaking);
        return left == 0 ? finding : finding with { Text = $"{finding.Text}; {left} series left out with too few rows" };
    }

    private static Finding Of(string name, IReadOnlyList<Finding> parts, Verdict decides, Verdict otherwise)
    {
        Verdict[] order = [decides, Verdict.ProviderError, Verdict.NoData, Verdict.Insufficient, otherwise];
        var verdict = order.First(candidate => parts.Any(part => part.Verdict == candidate));
        var telling = parts.Where(part => part.Verdict == verdict).ToList();
        var many = parts.Count == 1 || telling.Count == parts.Count && verdict != Verdict.Fail ? "" : $" ({telling.Count} of {parts.Count})";
        var samples = parts.Any(part => part.Samples is null) ? null : parts.Sum(part => part.Samples);
        return new Finding(verdict, parts.Count == 1 ? parts[0].Text : $"{Say.List(telling.Select(part => part.Text))}{many}", telling[0].Value, samples) { Unit = telling[0].Unit };
    }
}
