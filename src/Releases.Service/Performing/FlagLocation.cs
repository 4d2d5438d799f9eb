using Releases.Budgets;

namespace Releases.Service.Performing;

/// <summary>A store and the label under which an environment's flags are kept.</summary>
/// <param name="Endpoint">E.g. <c>https://contoso.azconfig.io</c>.</param>
/// <param name="Label"><see langword="null"/> for none.</param>
/// <param name="Tier">What the store takes in requests.</param>
public sealed record FlagLocation(string Endpoint, string? Label, StoreTier Tier = StoreTier.Standard);
