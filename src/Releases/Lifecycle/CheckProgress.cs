namespace Releases.Lifecycle;

/// <summary>How a check is getting on before the next stage.</summary>
/// <param name="Run">The id of this run: the same each time that it is asked about, another one for each new run.</param>
/// <param name="Since">When this run was begun.</param>
/// <param name="NextAt">When it is asked about next.</param>
/// <param name="Attempt">Attempts without a clear answer since the last.</param>
/// <param name="Handle">What the runner needs to ask about a run that is under way.</param>
/// <param name="PassedAt">When it said yes.</param>
public sealed record CheckProgress(
    string Name,
    string Run,
    DateTimeOffset Since,
    DateTimeOffset NextAt,
    int Attempt = 0,
    string? Handle = null,
    DateTimeOffset? PassedAt = null);
