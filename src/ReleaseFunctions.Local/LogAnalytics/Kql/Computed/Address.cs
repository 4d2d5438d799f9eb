using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>An IP address with the length of its prefix. An IPv4 address among IPv6 ones is the one that is mapped to it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Address(UInt128 Bits, int Prefix, int Width)
{
    private const uint MappedPrefix = 0xFFFF;

    /// <summary>The bits that the prefix leaves.</summary>
    public UInt128 Network => Masked(Prefix);

    public static Address? V4(string text)
    {
        var (number, length) = Parts(text);
        var octets = number.Split('.');
        if (octets.Length != 4 || length is < 0 or > 32)
        {
            return null;
        }

        uint bits = 0;
        foreach (var octet in octets)
        {
            if (octet.Length is 0 or > 3 || !byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            {
                return null;
            }

            bits = (bits << 8) | part;
        }

        return new Address(bits, length ?? 32, 32);
    }

    public static Address? V6(string text)
    {
        if (V4(text) is { } four)
        {
            return new Address(((UInt128)MappedPrefix << 32) | four.Bits, four.Prefix + 96, 128);
        }

        var (number, length) = Parts(text);
        if (!IPAddress.TryParse(number, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6 || number.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt128BigEndian(address.GetAddressBytes());
        if (!number.Contains('.', StringComparison.Ordinal))
        {
            return length is < 0 or > 128 ? null : new Address(bits, length ?? 128, 128);
        }

        // ::1.2.3.4 is the IPv4 address, with a prefix as IPv4 counts it.
        var mapped = bits >> 32 == 0 ? ((UInt128)MappedPrefix << 32) | bits : bits;
        return length is < 0 or > 32 ? null : new Address(mapped, (length ?? 32) + 96, 128);
    }

    public UInt128 Masked(int prefix) => prefix == 0 ? 0 : Bits >> (Width - prefix) << (Width - prefix);

    private static (string Number, int? Length) Parts(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? (text.Trim(), null)
            : (text[..slash].Trim(), int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1);
    }
}
