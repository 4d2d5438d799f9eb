using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Where a unit stands between 0 and 100. Written after the documentation of <c>Microsoft.Targeting</c>, not after a library.</summary>
internal static class TargetingFormula
{
    public static bool IsBelow(double percent, params string[] parts) => percent >= 100 || Position(string.Join('\n', parts)) < percent;

    private static double Position(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (double)uint.MaxValue * 100;
}
