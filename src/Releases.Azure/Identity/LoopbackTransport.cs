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

        return new HttpClientTransport(new HttpClient(Handler(certificateHash)) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <summary>A handler that accepts the server only with exactly this certificate, whatever its name.</summary>
    /// <param name="certificateHash">SHA-256 of the certificate, as hexadecimal.</param>
    /// <exception cref="ArgumentException">The hash is none.</exception>
    public static SocketsHttpHandler Handler(string certificateHash)
    {
        if (certificateHash.Length != 2 * SHA256.HashSizeInBytes || !certificateHash.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException("The certificate's hash must be the 64 hexadecimal digits of its SHA-256.", nameof(certificateHash));
        }

        return new SocketsHttpHandler
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
    }
}
