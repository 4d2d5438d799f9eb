namespace Releases.Judgement.Alerts;

/// <summary>What Azure's alert management knows of the scopes of one environment. Never throws for what a provider can answer.</summary>
public interface IFiredAlerts
{
    /// <summary>Requests that it takes to ask, if all goes well.</summary>
    int Requests { get; }

    /// <summary>Those that fire now. Takes at most 30 s.</summary>
    Task<FiredAlerts> AskAsync(CancellationToken cancellationToken);
}
