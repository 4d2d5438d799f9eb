namespace Releases.Judgement.Alerts;

/// <summary>The alerts that were reported.</summary>
public interface IAlerts
{
    /// <summary>Keeps an alert as firing, unless its end is known already. Repeating it changes nothing.</summary>
    /// <returns>Whether it is firing.</returns>
    Task<bool> KeepAsync(Alert alert, CancellationToken cancellationToken);

    /// <summary>Keeps that an alert has ended, whether or not it was known. Repeating it changes nothing.</summary>
    Task EndAsync(Alert alert, CancellationToken cancellationToken);

    /// <summary>Those that are firing.</summary>
    Task<IReadOnlyList<Alert>> FiringAsync(CancellationToken cancellationToken);
}
