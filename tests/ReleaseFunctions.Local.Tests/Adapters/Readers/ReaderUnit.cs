using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Somebody for whom flags are evaluated, as the script in <c>clients/</c> spells it.</summary>
public sealed record ReaderUnit([property: JsonPropertyName("userId")] string Id, [property: JsonPropertyName("groups")] IReadOnlyList<string> Groups)
{
    private static readonly string[] Names = ["unit", "Zoë", "部件", "🚀", "with space"];

    /// <summary>In every third ring0, every seventh größe, every eleventh never; all end in a digit.</summary>
    public static IReadOnlyList<ReaderUnit> Many { get; } = [.. Enumerable.Range(0, 400).Select(number => new ReaderUnit($"{Names[number % Names.Length]}-{number}", [.. GroupsOf(number)]))];

    public bool IsEven => (Id[^1] - '0') % 2 == 0;

    private static IEnumerable<string> GroupsOf(int number)
    {
        if (number % 3 == 0)
        {
            yield return "ring0";
        }

        if (number % 7 == 0)
        {
            yield return "größe";
        }

        if (number % 11 == 0)
        {
            yield return "never";
        }
    }
}
