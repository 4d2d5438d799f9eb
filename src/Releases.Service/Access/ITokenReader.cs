using System.Security.Claims;

namespace Releases.Service.Access;

/// <summary>What one issuer's tokens mean here.</summary>
internal interface ITokenReader
{
    /// <summary>The issuers that a token may name, as they write themselves.</summary>
    IReadOnlyList<string> Issuers { get; }

    IReadOnlyList<string> Audiences { get; }

    /// <summary>Where the issuer says what it signs with.</summary>
    Uri Metadata { get; }

    /// <summary>Who holds a token whose signature, issuer, audience and time are right.</summary>
    Admission Read(ClaimsIdentity token);
}
