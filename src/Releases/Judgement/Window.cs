using System.Globalization;
using System.Text.Json.Serialization;

namespace Releases.Judgement;

/// <summary>A closed span of event time: <see cref="Start"/> is in it, <see cref="End"/> is not.</summary>
public sealed record Window(DateTimeOffset Start, DateTimeOffset End)
{
    [JsonIgnore]
    public TimeSpan Length => End - Start;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start.UtcDateTime:HH:mm:ss}-{End.UtcDateTime:HH:mm:ss}");
}
