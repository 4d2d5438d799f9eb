namespace Releases.Service.Access;

/// <summary>Who may use a route.</summary>
public sealed record RouteAccess
{
    private RouteAccess(params IReadOnlyList<Role> roles) => Roles = roles;

    /// <summary>Anybody, without a token. For health only.</summary>
    public static RouteAccess Open { get; } = new();

    /// <summary>Every role.</summary>
    public static RouteAccess Look { get; } = new(Enum.GetValues<Role>());

    public static RouteAccess Start { get; } = new(Role.Starter, Role.Administrator);

    /// <summary>Everybody who takes part; which signals, <see cref="SignalAccess"/> says.</summary>
    public static RouteAccess Signal { get; } = new(Role.Starter, Role.Approver, Role.Operator, Role.Administrator);

    /// <summary>What lets growth begin again, or keeps it from beginning for long.</summary>
    public static RouteAccess Operate { get; } = new(Role.Operator, Role.Administrator);

    /// <summary>What Azure Monitor tells of.</summary>
    public static RouteAccess Report { get; } = new(Role.Alerter, Role.Administrator);

    public static RouteAccess Administer { get; } = new(Role.Administrator);

    /// <summary>One of these is needed; none for <see cref="Open"/>.</summary>
    public IReadOnlyList<Role> Roles { get; }

    public bool IsOpen => Roles.Count == 0;

    public bool Admits(IEnumerable<Role> roles) => IsOpen || roles.Any(Roles.Contains);
}
