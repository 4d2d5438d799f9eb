using Releases.Evaluations;

namespace Releases.Service.Http;

/// <summary>Which units a release's new path has touched, and when.</summary>
/// <param name="Pages">One for each flag and environment that was exposed.</param>
public sealed record Ledger(IReadOnlyList<LedgerPage> Pages);
