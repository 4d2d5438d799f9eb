using System.Security.Cryptography.X509Certificates;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>What one local App Configuration store is: its name, where it keeps its data, and who may ask it.</summary>
public sealed record AppConfigurationEndpointOptions
{
    /// <summary>Name of the store, as people would name the Azure resource. It goes into the Sync-Token, so that tokens of two stores never mix.</summary>
    public required string Name { get; init; }

    /// <summary>The file that holds the settings and their history. It is made when absent, and one process at a time may have it open.</summary>
    public required string DataFile { get; init; }

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Id of the access key. Made, and kept beside the data, when not given.</summary>
    public string? CredentialId { get; init; }

    /// <summary>Secret of the access key, in base64. Made, and kept beside the data, when not given.</summary>
    public string? Secret { get; init; }

    /// <summary>With a certificate (and its private key) the endpoint speaks https, which clients with a token credential insist on.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether any non-empty bearer token is let in. Tokens are not validated: there is nobody here who could have issued one.</summary>
    public bool AcceptAnyBearer { get; init; }

    /// <summary>
    /// Bytes of the data file below which it is not compacted while the store is open. Above, it is when it has grown to three times what the last
    /// compaction left; writes wait meanwhile, for a second or so.
    /// </summary>
    public long CompactionSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>Requests that each hour of the clock allows; more get 429 until the next. Absent for no limit; the Standard tier has 30,000.</summary>
    public int? RequestsPerHour { get; init; }

    /// <summary>How long a snapshot takes to be ready. The service takes seconds; with zero it is ready when one looks.</summary>
    public TimeSpan SnapshotProvisioning { get; init; }
}
