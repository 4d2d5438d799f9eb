using Releases.Evaluations;

namespace Releases.Cli;

/// <summary>What a release has touched, as the API tells it.</summary>
internal sealed record Ledger(IReadOnlyList<LedgerPage> Pages);
