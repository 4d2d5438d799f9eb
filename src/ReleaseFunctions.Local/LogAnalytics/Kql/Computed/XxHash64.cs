using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>XXH64 with the seed 0, as its author specifies it: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md.</summary>
internal static class XxHash64
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime3 = 1609587929392839161;
    private const ulong Prime4 = 9650029242287828579;
    private const ulong Prime5 = 2870177450012600261;

    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        ulong hash;
        if (bytes.Length >= 32)
        {
            Span<ulong> lanes = [unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0UL - Prime1)];
            for (; rest.Length >= 32; rest = rest[32..])
            {
                for (var lane = 0; lane < 4; lane++)
                {
                    lanes[lane] = Round(lanes[lane], BinaryPrimitives.ReadUInt64LittleEndian(rest[(8 * lane)..]));
                }
            }

            hash = unchecked(BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18));
            foreach (var lane in lanes)
            {
                hash = unchecked(((hash ^ Round(0, lane)) * Prime1) + Prime4);
            }
        }
        else
        {
            hash = Prime5;
        }

        unchecked
        {
            hash += (ulong)bytes.Length;
            for (; rest.Length >= 8; rest = rest[8..])
            {
                hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1) + Prime4;
            }

            if (rest.Length >= 4)
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest[4..];
            }

            foreach (var part in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (part * Prime5), 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return ((long)(hash ^ (hash >> 32))).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static ulong Round(ulong sum, ulong value) => unchecked(BitOperations.RotateLeft(sum + (value * Prime2), 31) * Prime1);
}
