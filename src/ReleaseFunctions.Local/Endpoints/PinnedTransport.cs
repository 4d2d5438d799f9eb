using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace ReleaseFunctions.Local.Endpoints;

/// <summary>Transports for Azure clients that trust one certificate and no other.</summary>
public static class PinnedTransport
{
    /// <summary>A handler that accepts the server only with exactly this certificate, whatever its name.</summary>
    public static HttpClientHandler Handler(X509Certificate2 certificate)
    {
        var trusted = certificate.RawData;
        return new HttpClientHandler
        {
            CheckCertificateRevocationList = true,
#pragma warning disable MA0039 // One certificate, compared byte by byte, is stricter than the chain that the rule wants checked.
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented is not null && presented.RawDataMemory.Span.SequenceEqual(trusted),
#pragma warning restore MA0039
        };
    }

    /// <summary>The same as a transport, for the options of an Azure client.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The transport owns the handler.")]
    public static HttpClientTransport For(X509Certificate2 certificate) => new(Handler(certificate));
}
