using Releases.Exposures;
using Releases.Governance;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;

namespace Benchmarks;

/// <summary>Everything outside that a release needs, doing nothing: what is left is what the engine itself takes.</summary>
internal sealed class NothingStore : IEnvironments, IFlagStore, ITelemetry, IReleaseRecords, IReleaseDocuments, ILeases, IGovernance
{
    private const string Off = """{"id":"flag","description":"","enabled":false,"conditions":{"client_filters":[]}}""";

    private string _plan = "";
    private int _inboxReads;

    /// <summary>How often a release has looked into its inbox.</summary>
    public int InboxReads => Volatile.Read(ref _inboxReads);

    public IReadOnlyList<CourseEnvironment> All { get; } = [new(BenchWorld.Environment, true, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3))];

    public FlagLocation LocationOf(string environment) => new("https://nowhere.invalid", null);

    public IFlagStore FlagsOf(string environment) => this;

    public ITelemetry TelemetryOf(string environment) => this;

    public IMetrics MetricsOf(string environment) => throw new InvalidOperationException("No plan here asks for metrics.");

    public IFiredAlerts? AlertsOf(string environment) => null;

    public IReadOnlyCollection<string> ResourcesOf(string environment) => [];

    public Task<FlagReading> ReadAsync(IReadOnlyList<string> keys, string? syncToken, CancellationToken cancellationToken) => Task.FromResult(new FlagReading(
        [.. keys.Select(key => new FoundFlag(key, Off, FeatureFlagSetting.ContentType, new Dictionary<string, string>(), Guid.NewGuid().ToString("n"), false))], [], null, "zAJw6V16=MToxIzEx;sn=11"));

    public Task<FlagWriting> ExposeAsync(IReadOnlyList<FlagWrite> writes, string? syncToken, CancellationToken cancellationToken) =>
        Task.FromResult(new FlagWriting([.. writes.Select(write => new FlagWriteResult.Confirmed(write.Captured.Key, Guid.NewGuid().ToString("n")))], syncToken));

    public Task<FlagRestoring> RestoreAsync(IReadOnlyList<FlagRestore> restores, string? syncToken, CancellationToken cancellationToken) =>
        Task.FromResult(new FlagRestoring([.. restores.Select(restore => new FlagRestoreResult.Restored(restore.Captured.Key, "restored"))], syncToken));

    public Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Measurement>>([.. questions.Select(_ => new Measurement.Value(0, 100))]);

    public Task<(ReleaseStatus Status, bool Created)> CreateAsync(ReleaseStatus status, CancellationToken cancellationToken) => Task.FromResult((status, true));

    public Task PublishAsync(ReleaseStatus status, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<SignalAnswer> answers, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ReleaseStatus?> FindAsync(string releaseId, CancellationToken cancellationToken) => Task.FromResult<ReleaseStatus?>(null);

    public Task<IReadOnlyList<ReleaseStatus>> ListAsync(int top, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ReleaseStatus>>([]);

    public Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string releaseId, long after, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TimelineEntry>>([]);

    public Task StoreAsync(string releaseId, Signal signal, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<Signal>> InboxAsync(string releaseId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _inboxReads);
        return Task.FromResult<IReadOnlyList<Signal>>([]);
    }

    public Task<(Signal Signal, SignalAnswer? Answer)?> FindSignalAsync(string releaseId, string signalId, CancellationToken cancellationToken) =>
        Task.FromResult<(Signal Signal, SignalAnswer? Answer)?>(null);

    public Task RemoveAsync(string name, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<LeaseTaking> TakeAsync(string releaseId, IReadOnlyList<LeaseName> names, DateTimeOffset since, DateTimeOffset now, bool waits, CancellationToken cancellationToken) =>
        Task.FromResult<LeaseTaking>(new LeaseTaking.Taken());

    public Task FreeAsync(string releaseId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<LeaseClaim>> ClaimsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LeaseClaim>>([]);

    public Task<Restraints> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(new Restraints(null, []));

    public Task<Halt> HaltAsync(Halt halt, CancellationToken cancellationToken) => Task.FromResult(halt);

    public Task<Halt?> LiftAsync(string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken) => Task.FromResult<Halt?>(null);

    public Task<bool> FreezeAsync(Freeze freeze, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<Freeze?> UnfreezeAsync(string id, string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken) => Task.FromResult<Freeze?>(null);

    public Task AuditAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int top, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AuditEntry>>([]);

    /// <summary>Keeps the plan, which all releases share, and no other document.</summary>
    public Task PutAsync(string name, string text, string contentType, CancellationToken cancellationToken)
    {
        _plan = name.StartsWith("plans/", StringComparison.Ordinal) ? text : _plan;
        return Task.CompletedTask;
    }

    public Task<string?> GetAsync(string name, CancellationToken cancellationToken) => Task.FromResult<string?>(_plan);

    public Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
