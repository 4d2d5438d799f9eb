namespace Releases.Azure.Environments;

/// <summary>A resource whose metrics plans may ask for.</summary>
public sealed record ResourceSettings
{
    /// <summary>Its resource id, <c>/subscriptions/…/providers/Microsoft.ServiceBus/namespaces/orders</c>.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Its region, e.g. <c>westeurope</c>, or <c>global</c>: up to 50 resources of a region are asked in one request. Without it each is asked by
    /// itself, through Azure Resource Manager.
    /// </summary>
    public string? Region { get; init; }
}
