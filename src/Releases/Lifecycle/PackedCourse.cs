using System.Buffers.Text;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>
/// Writes a course compressed, as one text: it is most of a state, never changes, and says the same of each criterion again. It says its own length
/// first. Reads the plain course of older states as well.
/// </summary>
internal sealed class PackedCourse : JsonConverter<Course>
{
    private const int Quality = 9;
    private const int Window = 16;
    private const int LargestSize = 1 << 20;

    /// <summary>A state is written at every step, and its course is the same one each time.</summary>
    private static readonly ConditionalWeakTable<Course, string> Packed = [];

    public override Course Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? JsonSerializer.Deserialize<Course>(Unpack(reader.GetString()!), options)!
            : JsonSerializer.Deserialize<Course>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, Course value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Packed.GetValue(value, course => Pack(JsonSerializer.SerializeToUtf8Bytes(course, options))));

    private static string Pack(byte[] course)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(course.Length)];
        return BrotliEncoder.TryCompress(course, packed, out var length, Quality, Window)
            ? FormattableString.Invariant($"{course.Length}:{Convert.ToBase64String(packed.AsSpan(0, length))}")
            : throw new InvalidOperationException("A course cannot be packed.");
    }

    private static byte[] Unpack(string packed)
    {
        var colon = packed.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(packed.AsSpan(0, colon), out var length) || length is < 2 or > LargestSize || !Base64.IsValid(packed.AsSpan(colon + 1)))
        {
            throw new JsonException("A state's course is an object, or packed: its length, a colon, and its bytes in base 64.");
        }

        var course = new byte[length];
        return BrotliDecoder.TryDecompress(Convert.FromBase64String(packed[(colon + 1)..]), course, out var written) && written == length
            ? course
            : throw new JsonException("A state's course is packed, and cannot be unpacked.");
    }
}
