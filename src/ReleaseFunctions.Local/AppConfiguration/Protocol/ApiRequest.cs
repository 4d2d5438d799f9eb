using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>A request, taken off its connection: it can be applied after the connection is gone.</summary>
internal sealed record ApiRequest
{
    /// <summary>Far more than the largest setting can take up, escaped as JSON may be.</summary>
    private const int MaximumBody = 128 * 1024;

    public required string Method { get; init; }

    /// <summary>Path and query as they were sent, which is what a signature covers.</summary>
    public required string Target { get; init; }

    public required string Path { get; init; }

    /// <summary>Scheme, host and port that the client speaks to.</summary>
    public required string Origin { get; init; }

    public required Route Route { get; init; }

    /// <summary>The key, or the name of a snapshot, in the path, decoded; null where the route has none.</summary>
    public string? Key { get; init; }

    public required IReadOnlyDictionary<string, StringValues> Query { get; init; }

    public required Precondition Precondition { get; init; }

    public string? SyncToken { get; init; }

    public DateTimeOffset? AcceptDatetime { get; init; }

    /// <summary>The first and the last item that a Range header asks for, the last one being null for: to the end.</summary>
    public (int First, int? Last)? Items { get; init; }

    public required DateTimeOffset Arrived { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Null when it is larger than any setting can be.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ApiVersion => Parameter("api-version") ?? "";

    public bool IsWrite => !HttpMethods.IsGet(Method) && !HttpMethods.IsHead(Method);

    /// <summary>Whether the body has a meaning: locks and deletions have none.</summary>
    public bool IsJsonExpected => (HttpMethods.IsPut(Method) && Route != Route.Lock) || HttpMethods.IsPatch(Method);

    public bool IsJson =>
        MediaTypeHeaderValue.TryParse(ContentType, out var type)
        && type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
        && type.SubType.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The setting that the path and the label name. No label and the label NUL are the same.</summary>
    public SettingId Id => new(Key ?? "", Parameter("label") is { } label && label != "\0" && label.Length > 0 ? label : null);

    /// <summary>What a fault's key prefix is held against: the key, or the filter text of a list.</summary>
    public string KeyText => Key ?? Parameter("key") ?? Parameter("name") ?? "";

    public string? Parameter(string name) => Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public static async Task<ApiRequest> ReadAsync(HttpContext context, DateTimeOffset now)
    {
        var request = context.Request;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var (route, key) = Route.Of(path);
        return new ApiRequest
        {
            Method = request.Method,
            Target = target,
            Path = path,
            Origin = $"{request.Scheme}://{request.Host}",
            Route = route,
            Key = key,
            Query = new Dictionary<string, StringValues>(QueryHelpers.ParseQuery(question < 0 ? "" : target[question..]), StringComparer.OrdinalIgnoreCase),
            Precondition = Precondition.From(request.Headers.IfMatch, request.Headers.IfNoneMatch),
            SyncToken = request.Headers["Sync-Token"],
            AcceptDatetime = Instant(request.Headers["Accept-Datetime"]),
            Items = Range(request.Headers.Range),
            Arrived = now,
            ContentType = request.ContentType,
            Body = await BodyAsync(request, context.RequestAborted),
        };
    }

    private static DateTimeOffset? Instant(string? header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static (int First, int? Last)? Range(string? header)
    {
        var items = RangeHeaderValue.TryParse(header, out var range) && range is { Unit.Value: "items", Ranges.Count: 1 } ? range.Ranges.Single() : null;
        return items is { From: { } first and <= int.MaxValue, To: var last and (null or <= int.MaxValue) } && !(last < first) ? ((int)first, (int?)last) : null;
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (body.WrittenCount + read.Buffer.Length > MaximumBody)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            foreach (var part in read.Buffer)
            {
                body.Write(part.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return body.WrittenMemory;
            }
        }
    }
}
