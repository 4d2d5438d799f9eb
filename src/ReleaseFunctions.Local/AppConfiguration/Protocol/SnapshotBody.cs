using System.Text.Json;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>Reads what clients send about snapshots, and checks it as the service's reference says.</summary>
internal static class SnapshotBody
{
    /// <param name="complaint">The member that is wrong, and why, when the answer is null.</param>
    public static SnapshotOrder? Order(ReadOnlyMemory<byte> body, out IReadOnlyList<SettingFilter> filters, out (string Member, string Reason) complaint)
    {
        (filters, complaint) = ([], ("body", "A JSON object with filters is expected."));
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                return null;
            }

            complaint = ("composition_type", "It is key or key_label.");
            if (Member(root, "composition_type") is { } composition && composition.GetString() is not ("key" or "key_label"))
            {
                return null;
            }

            var byKey = Member(root, "composition_type")?.GetString() != "key_label";
            complaint = ("filters", $"One to {SnapshotOrder.MaximumFilters} filters are expected.");
            var given = Member(root, "filters")?.EnumerateArray().ToArray() ?? [];
            if (given.Length is 0 or > SnapshotOrder.MaximumFilters)
            {
                return null;
            }

            complaint = ("filters", "Each filter is an object with key, and perhaps label and tags.");
            var texts = given.Select(Filter).ToArray();
            if (Parse(texts, byKey, out complaint) is not { } parsed)
            {
                return null;
            }

            filters = parsed;
            complaint = ("retention_period", "It is a number of seconds from one hour to 90 days.");
            var retention = Member(root, "retention_period") is { } seconds ? TimeSpan.FromSeconds(seconds.GetInt32()) : SnapshotOrder.DefaultRetention;
            if (retention < SnapshotOrder.MinimumRetention || retention > SnapshotOrder.MaximumRetention)
            {
                return null;
            }

            complaint = ("tags", "An object with strings is expected.");
            return new SnapshotOrder(texts, byKey, retention, SettingBody.Tags(root));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // A member has another type than it must have: the complaint in hand says which.
            return null;
        }
    }

    /// <summary>Whether the snapshot is to be archived (or recovered); null for a body that says neither.</summary>
    public static bool? Archived(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Member(document.RootElement, "status")?.GetString() switch
            {
                "archived" => true,
                "ready" => false,
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SnapshotFilter Filter(JsonElement filter) => new(
        Member(filter, "key")?.GetString() ?? throw new JsonException("A filter has no key."),
        Member(filter, "label")?.GetString(),
        [.. (Member(filter, "tags")?.EnumerateArray() ?? []).Select(tag => tag.GetString() ?? throw new JsonException("A tag filter is null."))]);

    private static List<SettingFilter>? Parse(SnapshotFilter[] texts, bool byKey, out (string Member, string Reason) complaint)
    {
        var filters = new List<SettingFilter>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (!texts[i].TryParse(out var filter, out var member, out var reason))
            {
                complaint = ($"filters[{i}].{member}", member + reason);
                return null;
            }

            if (byKey && filter.Labels.Names is not [_])
            {
                complaint = ($"filters[{i}].label", "label: Unexpected label which could match multiple values for a key");
                return null;
            }

            filters.Add(filter);
        }

        complaint = default;
        return filters;
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
