using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>HMAC-SHA256 as the service's REST reference describes it, and bearer tokens where any will do.</summary>
internal sealed class RequestAuthentication(AccessKey key, bool acceptAnyBearer, TimeProvider time)
{
    private const string Scheme = "HMAC-SHA256";
    private const string ContentHash = "x-ms-content-sha256";
    private const string Date = "x-ms-date";

    private static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(15);

    private readonly byte[] _secret = Convert.FromBase64String(key.Secret);

    /// <summary>The refusal, or null for a request that may go on.</summary>
    /// <param name="skew">How far the clock that judges the signature is ahead.</param>
    public ApiResponse? Refusal(IHeaderDictionary headers, ApiRequest request, TimeSpan skew)
    {
        var authorization = headers.Authorization.ToString();
        var space = authorization.IndexOf(' ', StringComparison.Ordinal);
        var (scheme, credentials) = space < 0 ? (authorization, "") : (authorization[..space], authorization[(space + 1)..].Trim());
        if (string.Equals(scheme, "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return acceptAnyBearer && credentials.Length > 0 ? null : Unauthorized($"{Scheme}, Bearer error=\"invalid_token\"");
        }

        if (!string.Equals(scheme, Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthorized($"{Scheme}, Bearer");
        }

        return Complaint(credentials, headers, request, skew) is { } complaint
            ? Unauthorized($"{Scheme} error=\"invalid_token\" error_description=\"{complaint}\", Bearer")
            : null;
    }

    private static ApiResponse Unauthorized(string challenge) => new(401) { Headers = [("WWW-Authenticate", challenge)] };

    private string? Complaint(string credentials, IHeaderDictionary headers, ApiRequest request, TimeSpan ahead)
    {
        var parameters = credentials
            .Split('&', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .DistinctBy(p => p[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        foreach (var name in new[] { "Credential", "SignedHeaders", "Signature" })
        {
            if (!parameters.TryGetValue(name, out var value) || value.Length == 0)
            {
                return $"{name} is required";
            }
        }

        var signed = parameters["SignedHeaders"].Split(';');
        return Unsigned(signed, headers) is { } missing ? $"Required signing request header '{missing}' not found"
            : Skew(signed, headers, ahead) is not { } skew ? "Invalid access token date"
            : skew > MaximumSkew ? "The access token has expired"
            : parameters["Credential"] != key.Id ? "Invalid Credential"
            : !IsSignature(parameters["Signature"], signed, headers, request) ? "Invalid Signature"
            : headers[ContentHash] != Convert.ToBase64String(SHA256.HashData((request.Body ?? default).Span)) ? "Invalid request content hash"
            : null;
    }

    private static string? Unsigned(string[] signed, IHeaderDictionary headers)
    {
        var hasDate = Contains(signed, Date) || Contains(signed, "Date");
        return !hasDate ? "Date"
            : new[] { "Host", ContentHash }.FirstOrDefault(name => !Contains(signed, name))
            ?? signed.FirstOrDefault(name => !headers.ContainsKey(name));
    }

    private TimeSpan? Skew(string[] signed, IHeaderDictionary headers, TimeSpan ahead)
    {
        var text = headers[Contains(signed, Date) ? Date : "Date"].ToString();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? (time.GetUtcNow() + ahead - date).Duration()
            : null;
    }

    private bool IsSignature(string signature, string[] signed, IHeaderDictionary headers, ApiRequest request)
    {
        var text = $"{request.Method.ToUpperInvariant()}\n{request.Target}\n{string.Join(';', signed.Select(name => headers[name].ToString()))}";
        var expected = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text));
        var given = new byte[expected.Length];
        return Convert.TryFromBase64String(signature, given, out var length)
            && length == expected.Length
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    private static bool Contains(string[] signed, string name) => signed.Contains(name, StringComparer.OrdinalIgnoreCase);
}
