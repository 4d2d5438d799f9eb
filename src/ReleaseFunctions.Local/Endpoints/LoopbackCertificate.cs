using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ReleaseFunctions.Local.Endpoints;

/// <summary>
/// The self-signed certificate of the local endpoints. Clients with a token credential refuse plain http; clients of ours trust exactly this certificate
/// (<see cref="Releases.Azure.Identity.LoopbackTransport"/>), nothing is put into a trust store.
/// </summary>
public static class LoopbackCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(5 * 365);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    /// <summary>The certificate that is kept in the folder; made where there is none or where it is about to expire.</summary>
    public static X509Certificate2 LoadOrCreate(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "loopback.pfx");
        if (File.Exists(file))
        {
            var kept = X509CertificateLoader.LoadPkcs12FromFile(file, password: null);
            if (kept.NotAfter.ToUniversalTime() > (time.GetUtcNow() + RenewBefore).UtcDateTime)
            {
                return kept;
            }

            kept.Dispose();
            File.Delete(file);
        }

        // Two endpoints may start at once: the first file stands, and both read it.
        var draft = Path.Combine(folder, $"{Path.GetRandomFileName()}.pfx");
        using (var stream = new FileStream(draft, Options()))
        {
            stream.Write(Create(time.GetUtcNow()));
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }

        return X509CertificateLoader.LoadPkcs12FromFile(file, password: null);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static byte[] Create(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=releasefunctions-local", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return certificate.Export(X509ContentType.Pfx);
    }
}
