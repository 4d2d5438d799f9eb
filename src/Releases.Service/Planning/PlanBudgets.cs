using Releases.Budgets;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>What releases would ask of the stores that this service knows.</summary>
public sealed class PlanBudgets(IEnvironments environments)
{
    public Budget Of(ReleaseState first) => BudgetOf.Release(first, [.. environments.All.Select(environment => StoreOf(environment.Name))]);

    private BudgetStore StoreOf(string environment)
    {
        var location = environments.LocationOf(environment);
        return new BudgetStore(environment, location.Endpoint, location.Tier);
    }
}
