using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>Files with a JSON object a line.</summary>
internal static class JsonLines
{
    /// <summary>The objects, blank lines left out; or the number of the first line, from 1, that is none.</summary>
    public static async Task<(IReadOnlyList<JsonObject> Rows, int? BadLine)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var rows = new List<JsonObject>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Parse(line) is not { } row)
            {
                return ([], number);
            }

            rows.Add(row);
        }

        return (rows, null);
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
