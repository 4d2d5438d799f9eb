using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Releases.Records;

namespace Releases.Service.Performing;

/// <summary>Captured flags and the break-glass scripts beside them: immutable documents, named by their content.</summary>
public sealed class Captures(IReleaseDocuments documents)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly KnownDocuments<CaptureDocument> _known = new();

    /// <summary>Keeps a capture and its script.</summary>
    /// <returns>The capture's name, to be read again with <see cref="ReadAsync"/>.</returns>
    public async Task<string> KeepAsync(string releaseId, CaptureDocument capture, string script, CancellationToken cancellationToken)
    {
        var (name, text) = Named(PrefixOf(releaseId), capture);

        // Both before anything is told of the capture: no flag is written before people could put it back by hand.
        await Task.WhenAll(
            documents.PutAsync(ScriptOf(name), script, "text/x-shellscript", cancellationToken),
            documents.PutAsync(name, text, "application/json", cancellationToken));
        _known.Add(name, capture);
        return name;
    }

    /// <summary>Keeps what exposures are made from, where it is not what a rollback restores; no script belongs to it.</summary>
    public async Task<string> KeepBaseAsync(string releaseId, CaptureDocument document, CancellationToken cancellationToken)
    {
        var (name, text) = Named($"releases/{releaseId}/base-", document);
        await documents.PutAsync(name, text, "application/json", cancellationToken);
        _known.Add(name, document);
        return name;
    }

    private static (string Name, string Text) Named(string prefix, CaptureDocument document)
    {
        var text = JsonSerializer.Serialize(document, Json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return ($"{prefix}{hash}.json", text);
    }

    /// <exception cref="InvalidDataException">The document is gone.</exception>
    public async Task<CaptureDocument> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.Find(name) is { } known)
        {
            return known;
        }

        var text = await documents.GetAsync(name, cancellationToken)
            ?? throw new InvalidDataException($"The capture '{name}' is not in the store.");
        var capture = JsonSerializer.Deserialize<CaptureDocument>(text, Json)
            ?? throw new InvalidDataException($"The capture '{name}' is empty.");
        _known.Add(name, capture);
        return capture;
    }

    /// <summary>Where a release's documents are.</summary>
    public static string FolderOf(string releaseId) => $"releases/{releaseId}";

    /// <summary>How the names of all captures of a release begin.</summary>
    public static string PrefixOf(string releaseId) => $"{FolderOf(releaseId)}/capture-";

    /// <summary>The name of the break-glass script that belongs to a capture.</summary>
    public static string ScriptOf(string name) => Path.ChangeExtension(name, null).Replace("capture-", "break-glass-", StringComparison.Ordinal) + ".sh";
}
