using Releases.Records;

namespace Releases.Service.Access;

/// <summary>Which signals a role may send.</summary>
public static class SignalAccess
{
    private static readonly Role[] Approving = [Role.Approver, Role.Administrator];

    private static readonly Role[] Operating = [Role.Operator, Role.Administrator];

    /// <summary>
    /// Whether people may send it. Superseding is for releases: who wants to take one's place starts one whose plan says so. Alerts come through
    /// their own route.
    /// </summary>
    public static bool IsForPeople(SignalKind kind) => kind is not (SignalKind.Supersede or SignalKind.Alert);

    /// <summary>One of these is needed.</summary>
    public static IReadOnlyList<Role> RolesFor(SignalKind kind) => kind switch
    {
        SignalKind.Approve or SignalKind.Reject => Approving,

        // What stops or goes back is protective: whoever takes part may ask for it.
        SignalKind.Hold or SignalKind.Abort or SignalKind.Rollback => RouteAccess.Signal.Roles,
        _ => Operating,
    };
}
