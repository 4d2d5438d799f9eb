using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The part of the data plane that is about snapshots.</summary>
internal sealed class SnapshotApi(SnapshotStore store, TimeProvider time)
{
    public ApiResponse One(ApiRequest request) =>
        HttpMethods.IsPut(request.Method) ? Create(request)
        : HttpMethods.IsPatch(request.Method) ? Update(request)
        : store.Find(request.Key!) is not { } snapshot ? new ApiResponse(404)
        : Answers.Unmet(request, snapshot.ETag) is { } status ? new ApiResponse(status) { Headers = [("ETag", $"\"{snapshot.ETag}\"")] }
        : Answers.Snapshot(request, snapshot, 200);

    public ApiResponse List(ApiRequest request)
    {
        if (Filters.Text(request, "name", out var names) is { } badName)
        {
            return badName;
        }

        return Filters.Statuses(request, out var statuses) is { } badStatus
            ? badStatus
            : Answers.Snapshots(request, store.List(names, statuses, Paging.After(request), Paging.Size));
    }

    /// <summary>The settings of a snapshot; none of one that is not there, or not served.</summary>
    public ApiResponse Items(ApiRequest request, string name)
    {
        if (request.Parameter("key") is not null || request.Parameter("label") is not null || request.Parameter("tags") is not null)
        {
            return Problems.InvalidParameter("snapshot", "snapshot: Not valid together with key, label or tags");
        }

        var items = store.Find(name) is { IsServed: true } snapshot ? snapshot.Items : [];
        var start = int.TryParse(Paging.After(request), out var position) && position > 0 ? position : 0;
        IReadOnlyList<KeyValue> page = [.. items.Skip(start).Take(Paging.Size)];
        return Answers.Settings(request, page, _ => $"{start + Paging.Size}");
    }

    /// <summary>How far the making of a snapshot is.</summary>
    public ApiResponse Operation(ApiRequest request)
    {
        if (request.Parameter("snapshot") is not { Length: > 0 } name)
        {
            return Problems.InvalidParameter("snapshot", "The name of a snapshot is expected.");
        }

        if (store.Find(name) is not { } snapshot)
        {
            return new ApiResponse(404);
        }

        var wait = Math.Max(1, (int)Math.Ceiling((snapshot.Due - time.GetUtcNow()).TotalSeconds));
        return new ApiResponse(200)
        {
            ContentType = "application/json",
            Headers = snapshot.Status == SnapshotStatus.Provisioning ? [("Retry-After", $"{wait}")] : [],
            Body = ApiResponse.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
                json.WriteString("status", snapshot.Status == SnapshotStatus.Provisioning ? "Running" : snapshot.IsServed ? "Succeeded" : "Failed");
                if (snapshot.Status == SnapshotStatus.Failed)
                {
                    json.WriteStartObject("error");
                    json.WriteString("code", "QuotaExceeded");
                    json.WriteString("message", "The allotted quota for snapshot creation has been surpassed.");
                    json.WriteEndObject();
                }
                else
                {
                    json.WriteNull("error");
                }

                json.WriteEndObject();
            }),
        };
    }

    private ApiResponse Create(ApiRequest request)
    {
        var name = request.Key!;
        if (name.Length > 256)
        {
            return Problems.InvalidParameter("name", "A name has at most 256 characters.");
        }

        if (SnapshotBody.Order(request.Body.GetValueOrDefault(), out var filters, out var complaint) is not { } order)
        {
            return Problems.InvalidParameter(complaint.Member, complaint.Reason);
        }

        var answer = Outcome(request, store.Create(name, order, filters), 201);
        return answer.Status != 201 ? answer : answer with
        {
            Headers =
            [
                .. answer.Headers,
                ("Operation-Location", $"{request.Origin}/operations?snapshot={Uri.EscapeDataString(name)}&api-version={request.ApiVersion}"),
            ],
        };
    }

    private ApiResponse Update(ApiRequest request) =>
        SnapshotBody.Archived(request.Body.GetValueOrDefault()) is { } archived
            ? Outcome(request, store.SetArchived(request.Key!, archived, request.Precondition), 200)
            : Problems.InvalidParameter("status", "It is archived or ready.");

    private static ApiResponse Outcome(ApiRequest request, SnapshotOutcome outcome, int status) => outcome switch
    {
        SnapshotOutcome.Done done => Answers.Snapshot(request, done.Snapshot, status),
        SnapshotOutcome.Exists => Problems.AlreadyExists(),
        SnapshotOutcome.Missing => new ApiResponse(404),
        SnapshotOutcome.PreconditionFailed => new ApiResponse(412),
        SnapshotOutcome.InvalidState => Problems.InvalidState(),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is not an outcome."),
    };
}
