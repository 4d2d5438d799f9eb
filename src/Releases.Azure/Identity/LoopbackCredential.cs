using Azure.Core;

namespace Releases.Azure.Identity;

/// <summary>
/// A token that means nothing, for the endpoints of the local world, whose clients insist on some token. <see cref="LoopbackTransport"/>
/// sees to it that it goes nowhere else.
/// </summary>
public sealed class LoopbackCredential : TokenCredential
{
    private static readonly AccessToken Token = new("local", DateTimeOffset.MaxValue);

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

    /// <inheritdoc/>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token);
}
