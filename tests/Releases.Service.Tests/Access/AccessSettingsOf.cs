using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

internal static class AccessSettingsOf
{
    /// <summary>Settings of a service that believes this issuer: one tenant, and the workflows of two repositories.</summary>
    internal static AccessSettings Settings(this TokenIssuingServer issuer) => new()
    {
        Entra = new EntraSettings
        {
            TenantId = TokenIssuingServer.TenantId,
            ClientId = TokenIssuingServer.ClientId,
            Authority = issuer.Address,
            Administrators = ["oid-of-root@octo.example"],
        },
        GitHub = new GitHubSettings
        {
            Audience = TokenIssuingServer.Audience,
            Issuer = new Uri(issuer.GitHub),
            Subjects =
            [
                new SubjectRule { Pattern = "repo:octo/orders:environment:production", Roles = [Role.Starter] },
                new SubjectRule { Pattern = "repo:octo/approvals:ref:refs/heads/*", Roles = [Role.Approver] },
            ],
        },
    };
}
