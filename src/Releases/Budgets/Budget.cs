using Releases.Wording;

namespace Releases.Budgets;

/// <summary>
/// What a release that goes straight through asks of the services: the least that it costs. Waiting for people, windows, checks or telemetry adds
/// no more an hour than the busiest one has; asking again after an error does.
/// </summary>
/// <param name="Takes">From its start to the end of its last bake or watch.</param>
/// <param name="Uses">One for each service and store.</param>
/// <param name="Activities">Effects that it performs: on Durable Functions each costs about 15 storage transactions more.</param>
public sealed record Budget(TimeSpan Takes, IReadOnlyList<BudgetUse> Uses, long Activities)
{
    /// <summary>A release may take this much of a limit before people are warned: others want some, too.</summary>
    public const double MuchOfALimit = 0.5;

    /// <summary>Whether no service refuses requests of this release alone.</summary>
    public bool Fits => Uses.All(use => use.Share <= 1);

    /// <summary>Why it does not, or <see langword="null"/>.</summary>
    public string? Refusal => Fits
        ? null
        : $"a release of this plan alone would ask more than is taken: {Say.List(Uses.Where(use => use.Share > 1).Select(use => use.Text))}; look at flags less often (DriftCheck), use longer windows, or a larger tier";

    /// <summary>What is more than its fair share.</summary>
    public IEnumerable<string> Warnings => Uses.Where(use => use.Share is > MuchOfALimit and <= 1)
        .Select(use => $"a release of this plan takes {Say.Number(use.Share * 100)} % of a limit that others share: {use.Text}");
}
