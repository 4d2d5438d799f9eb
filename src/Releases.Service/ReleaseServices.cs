using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Releases.Service.Access;
using Releases.Service.Checks;
using Releases.Service.Http;
using Releases.Service.Leasing;
using Releases.Service.Ledgers;
using Releases.Service.Performing;
using Releases.Service.Planning;
using Releases.Service.Rehearsing;
using Releases.Service.Starting;
using Releases.Service.Watching;

namespace Releases.Service;

/// <summary>What every host runs releases with.</summary>
public static class ReleaseServices
{
    /// <summary>
    /// Adds all but what makes a host a host of its own: its clock, the records, documents, leases and governance, the environments, whose word
    /// it takes (<see cref="AccessSettings"/>), and the engine (<see cref="IReleaseEngine"/>).
    /// </summary>
    public static IServiceCollection AddReleases(this IServiceCollection services)
    {
        services.AddSingleton<PinnedPlans>();
        services.AddSingleton<Captures>();
        services.AddSingleton<Capturer>();
        services.AddSingleton<DriftKeeper>();
        services.AddSingleton(provider => new Lazy<IReleaseEngine>(provider.GetRequiredService<IReleaseEngine>));
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<LeaseSweeper>();
        services.TryAddSingleton(new CheckSettings());
        services.AddSingleton(_ => new CheckClient());
        services.AddSingleton<CheckRunner>();
        services.AddSingleton<HttpProbe>();
        services.AddSingleton<Measurer>();
        services.AddSingleton<EffectPerformer>();
        services.AddSingleton<IEffectPerformer>(provider => provider.GetRequiredService<EffectPerformer>());
        services.TryAddSingleton(new CriteriaLibraries([]));
        services.AddSingleton<PlanBudgets>();
        services.AddSingleton<PlanQuestions>();
        services.AddSingleton<KeptPreflights>();
        services.AddSingleton<Preflighter>();
        services.AddSingleton<BackTester>();
        services.AddSingleton<KeptRehearsals>();
        services.AddSingleton<Rehearser>();
        services.AddSingleton<Starter>();
        services.AddSingleton<ExposureLedger>();
        services.AddSingleton<LedgerHandlers>();
        services.AddSingleton<ReleaseHandlers>();
        services.AddSingleton<SignalHandlers>();
        services.AddSingleton<AlertHandlers>();
        services.AddSingleton<PlanHandlers>();
        services.AddSingleton<PreflightHandlers>();
        services.AddSingleton<BackTestHandlers>();
        services.AddSingleton<RehearsalHandlers>();
        services.AddSingleton<HealthHandlers>();
        services.AddSingleton<PurgeHandlers>();
        services.AddSingleton<GovernanceHandlers>();
        services.AddSingleton<ReleaseRoutes>();
        services.AddSingleton<CallLimits>();
        services.AddSingleton<Gatekeeper>();
        services.AddSingleton<RouteServing>();
        services.AddSingleton<ReleaseWatch>();
        return services;
    }
}
