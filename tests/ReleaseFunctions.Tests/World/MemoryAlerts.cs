using Releases.Judgement.Alerts;

namespace ReleaseFunctions.Tests.World;

/// <summary>Alerts in memory.</summary>
internal sealed class MemoryAlerts : IAlerts
{
    private readonly Dictionary<string, Alert> _firing = [];
    private readonly HashSet<string> _ended = [];

    public Task<bool> KeepAsync(Alert alert, CancellationToken cancellationToken)
    {
        lock (_firing)
        {
            return Task.FromResult(!_ended.Contains(alert.Id) && (_firing[alert.Id] = alert) is not null);
        }
    }

    public Task EndAsync(Alert alert, CancellationToken cancellationToken)
    {
        lock (_firing)
        {
            _ended.Add(alert.Id);
            _firing.Remove(alert.Id);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<Alert>> FiringAsync(CancellationToken cancellationToken)
    {
        lock (_firing)
        {
            return Task.FromResult<IReadOnlyList<Alert>>([.. _firing.Values]);
        }
    }
}
