using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Releases.Exposures;
using Releases.Governance;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Service.Checks;
using Releases.Service.Leasing;
using Releases.Service.Performing;
using Releases.Service.Planning;
using Releases.Service.Rehearsing;
using Releases.Service.Starting;

namespace Releases.Service.Tests;

/// <summary>The service with what lies beyond the process replaced: stores of flags, telemetry, tables, blobs, the engine.</summary>
internal sealed class ServiceWorld
{
    internal const string Plan = """
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: orders, owner: tests }
        flags:
          - { key: orders.new, category: operational, owner: tests }
        criteria:
          errors: { kql: "PipelineRuns | summarize value = 0.0", failWhen: value > 1, window: 1m }
        stages:
          - { name: first, environment: staging, expose: on, bake: 1m, criteria: [errors] }
          - { name: second, environment: production, expose: on, bake: 1m, criteria: [errors] }
        """;

    internal const string Off = """{"id":"orders.new","enabled":false}""";

    internal ServiceWorld()
    {
        Environments.All.Returns(
        [
            new CourseEnvironment("staging", false, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)),
            new CourseEnvironment("production", true, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)),
        ]);
        Environments.LocationOf(Arg.Any<string>()).Returns(new FlagLocation("https://store.example", null));
        Environments.FlagsOf("staging").Returns(Staging);
        Environments.FlagsOf("production").Returns(Production);
        Environments.TelemetryOf(Arg.Any<string>()).Returns(Telemetry);
        Environments.AlertsOf(Arg.Any<string>()).Returns((IFiredAlerts?)null);
        Documents.PutAsync(default!, default!, default!, default).ReturnsForAnyArgs(call =>
        {
            if (CannotKeep(call.ArgAt<string>(0)))
            {
                throw new IOException("no blobs");
            }

            DocumentNames.Add(call.ArgAt<string>(0));
            Stored.TryAdd(call.ArgAt<string>(0), call.ArgAt<string>(1));
            return Task.CompletedTask;
        });
        Documents.GetAsync(default!, default).ReturnsForAnyArgs(call => Stored.GetValueOrDefault(call.ArgAt<string>(0)));
        Documents.NamesAsync(default!, default).ReturnsForAnyArgs(call => Stored.Keys.Where(name => name.StartsWith(call.ArgAt<string>(0), StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList());
        Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(call => (call.ArgAt<IReadOnlyList<TelemetryQuestion>?>(0) ?? []).Select(_ => (Measurement)new Measurement.Nothing("no row", null)).ToList());
        Records.CreateAsync(default!, default).ReturnsForAnyArgs(call => (call.ArgAt<ReleaseStatus>(0), true));
        Records.InboxAsync(default!, default).ReturnsForAnyArgs([]);
        Leases.TakeAsync(default!, default!, default, default, default, default).ReturnsForAnyArgs(new LeaseTaking.Taken());
        Governance.ReadAsync(default, default).ReturnsForAnyArgs(new Restraints(null, []));
        foreach (var store in new[] { Staging, Production })
        {
            store.ReadAsync(default!, default, default).ReturnsForAnyArgs(new FlagReading([Found()], [], null, "token"));
        }
    }

    internal IEnvironments Environments { get; } = Substitute.For<IEnvironments>();

    internal IFlagStore Staging { get; } = Substitute.For<IFlagStore>();

    internal IFlagStore Production { get; } = Substitute.For<IFlagStore>();

    internal ITelemetry Telemetry { get; } = Substitute.For<ITelemetry>();

    internal IReleaseRecords Records { get; } = Substitute.For<IReleaseRecords>();

    internal IReleaseDocuments Documents { get; } = Substitute.For<IReleaseDocuments>();

    internal ILeases Leases { get; } = Substitute.For<ILeases>();

    internal IGovernance Governance { get; } = Substitute.For<IGovernance>();

    internal IReleaseEngine Engine { get; } = Substitute.For<IReleaseEngine>();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What is in the store of documents.</summary>
    internal Dictionary<string, string> Stored { get; } = [];

    /// <summary>Names that the store of documents does not take.</summary>
    internal Func<string, bool> CannotKeep { get; set; } = _ => false;

    /// <summary>In the order in which they were put.</summary>
    internal List<string> DocumentNames { get; } = [];

    internal PinnedPlans Plans => new(Documents);

    internal Captures Captures => new(Documents);

    internal IReadOnlyList<CriteriaLibrary> Libraries { get; set; } = [];

    internal KeptRehearsals Rehearsals => new(Documents, Time);

    internal KeptPreflights Preflights => new(Documents, Time);

    internal Starter Starter => new(Environments, Plans, Rehearsals, Preflights, Records, Engine, new PlanBudgets(Environments), new CriteriaLibraries(Libraries), Time);

    private Capturer Capturer => new(Environments, Plans, Captures, Time);

    internal LeaseKeeper LeaseKeeper => new(Environments, Plans, Leases, Records, new Lazy<IReleaseEngine>(Engine), Time, NullLogger<LeaseKeeper>.Instance);

    /// <summary>No check of these tests goes anywhere: no host is allowed.</summary>
    private static readonly CheckClient Unreachable = new();

    internal IAlerts Alerts { get; } = Substitute.For<IAlerts>();

    internal CheckSettings Checks { get; set; } = new();

    internal CheckClient Client { get; set; } = Unreachable;

    internal Measurer Measurer => new(Environments, Alerts, new HttpProbe(Client, Checks, Time));

    internal EffectPerformer Performer =>
        new(Environments, Plans, Measurer, Captures, Capturer, new DriftKeeper(Environments, Captures, Capturer), LeaseKeeper, new CheckRunner(Plans, Unreachable, new CheckSettings(), Time), Records, Governance, Time, Log);

    internal RecordedLog<EffectPerformer> Log { get; } = new();

    internal static FoundFlag Found(string value = Off, bool locked = false) =>
        new("orders.new", value, FeatureFlagSetting.ContentType, new Dictionary<string, string>(), "etag-1", locked);

    /// <summary>Starts a release and gives the state that the engine was handed.</summary>
    internal async Task<ReleaseState> StartAsync(string plan = Plan)
    {
        ReleaseState? state = null;
        await Engine.StartAsync(Arg.Do<ReleaseState>(handed => state = handed), Arg.Any<CancellationToken>());
        await Starter.StartAsync(new StartRequest(plan, "ada", null), TestContext.Current.CancellationToken);
        return state!;
    }

    /// <summary>A release that runs, as the records have it.</summary>
    internal ReleaseStatus StatusOf(string id, string startedBy) => new()
    {
        Id = id,
        PlanName = "orders",
        PlanHash = "hash",
        Owner = "tests",
        StartedBy = startedBy,
        StartedAt = Time.GetUtcNow(),
        UpdatedAt = Time.GetUtcNow(),
        Phase = ReleasePhase.Waiting,
    };

    /// <summary>Starts a release, takes its leases and captures its flags.</summary>
    internal async Task<(ReleaseState State, ReleaseEvent Answer)> CaptureAsync(string plan = Plan)
    {
        var state = await StartAsync(plan);
        state = ReleaseMachine.Apply(state, await NextAsync(state), Time.GetUtcNow());
        return (state, await NextAsync(state));
    }

    /// <summary>Performs what the release wants first.</summary>
    internal async Task<ReleaseEvent> NextAsync(ReleaseState state)
    {
        var effect = ((Step.Do)ReleaseMachine.Next(state, Time.GetUtcNow())).Effect;
        return await Performer.PerformAsync(effect, TestContext.Current.CancellationToken);
    }
}
