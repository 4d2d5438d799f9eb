namespace Releases.Service.Access;

/// <summary>What somebody may do with the API. Every role looks; what else each may is the table in docs/reference/security.md.</summary>
public enum Role
{
    /// <summary>Looks, and checks plans.</summary>
    Reader,

    /// <summary>Starts releases, and may stop them.</summary>
    Starter,

    /// <summary>Approves or rejects stages, and may stop releases.</summary>
    Approver,

    /// <summary>Takes a hand in running releases: every signal but those of an approver.</summary>
    Operator,

    /// <summary>May do all of it.</summary>
    Administrator,

    /// <summary>Reports alerts, and looks: for the action groups of Azure Monitor.</summary>
    Alerter,
}
