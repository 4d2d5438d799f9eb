using System.Security.Cryptography;
using System.Text;

namespace Releases.Service.Access;

/// <summary>The one key of a host on one machine.</summary>
internal sealed class AccessKey(string key)
{
    // Hashes have one length, so comparing them tells nothing about the key by its time.
    private readonly byte[] _hash = Hash(key);

    internal bool Is(string given) => CryptographicOperations.FixedTimeEquals(_hash, Hash(given));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
