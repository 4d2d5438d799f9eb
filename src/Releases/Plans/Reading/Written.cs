using System.Text.Json.Nodes;

namespace Releases.Plans.Reading;

/// <summary>Parts of a canonical plan.</summary>
internal static class Written
{
    /// <summary>An object of what is there.</summary>
    public static JsonObject Present(params IEnumerable<(string Name, JsonNode? Value)> fields)
    {
        var present = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                present[name] = value;
            }
        }

        return present;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
