using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>A group (a ring, say) that a share of the units belongs to; always the same ones.</summary>
/// <param name="Name">As flags name it.</param>
/// <param name="Percent">How many of a hundred units belong to it, 0 to 100.</param>
public sealed record UnitGroup(string Name, double Percent)
{
    /// <summary>Whether a unit belongs to it.</summary>
    public bool Has(string unit)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"member\n{Name}\n{unit}"), hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue * 100 < Percent;
    }
}
