using System.Net.Security;
using System.Security.Cryptography;
using Azure.Core.Pipeline;

namespace Releases.Azure.Identity;

/// <summary>
/// A transport that trusts exactly one certificate, for the self-signed endpoints of the local world: clients with a token credential
/// insist on TLS. Only for this machine; nothing else may be reached through it.
/// </summary>
public static class LoopbackTransport
{
    /// <param name="endpoint">The endpoint, on this machine.</param>
    /// <param name="certificateHash">SHA-256 of the certificate, as hexadecimal.</param>
    /// <exception cref="ArgumentException">The endpoint is not on this machine, or the hash is none.</exception>
    public static HttpPipelineTransport Trusting(Uri endpoint, string certificateHash)
    {
        if (!endpoint.IsLoopback)
        {
            throw new ArgumentException($"A pinned certificate is for endpoints on this machine, and {endpoint.Host} is not.", nameof(endpoint));
        }

        if (certificateHash.Length != 2 * SHA256.HashSizeInBytes || !certificateHash.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException("The certificate's hash must be the 64 hexadecimal digits of its SHA-256.", nameof(certificateHash));
        }

#pragma warning disable CA2000 // The transport owns the client, and lives as long as the process.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(certificateHash, StringComparison.OrdinalIgnoreCase),
            },
        };
        return new HttpClientTransport(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan });
#pragma warning restore CA2000
    }
}
