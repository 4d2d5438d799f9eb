using Azure.Core;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>A credential for an endpoint that takes any token.</summary>
public sealed class StaticToken : TokenCredential
{
    private static readonly AccessToken Token = new("local", DateTimeOffset.MaxValue);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
}
