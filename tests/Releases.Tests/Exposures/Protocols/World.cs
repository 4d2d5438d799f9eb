namespace Releases.Tests.Exposures.Protocols;

/// <summary>Two flags, two releases and a person who edits so many times.</summary>
internal readonly record struct World(Setting One, Setting Two, Side A, Side B, byte Edits)
{
    /// <summary>The same for all worlds that differ in nothing but which flag is which.</summary>
    internal UInt128 Key
    {
        get
        {
            var (one, two) = (Packed(0), Packed(1));
            return ((UInt128)Math.Max(one, two) << 70) | ((UInt128)Math.Min(one, two) << 12) | (UInt128)((A.Packed << 7) | (B.Packed << 2) | Edits);
        }
    }

    internal Setting Setting(int flag) => flag == 0 ? One : Two;

    internal Side Side(int release) => release == 0 ? A : B;

    internal World With(int release, Side side) => release == 0 ? this with { A = side } : this with { B = side };

    internal World With(int release, int flag, Part part) => With(release, Side(release).With(flag, part));

    /// <summary>A new version of a flag: whatever carries or knows another one is outdated.</summary>
    internal World Written(int flag, Setting setting)
    {
        var world = flag == 0 ? this with { One = setting } : this with { Two = setting };
        return world with { A = A.With(flag, A[flag].Outdated()), B = B.With(flag, B[flag].Outdated()) };
    }

    /// <summary>All of one flag in 58 bits.</summary>
    private ulong Packed(int flag) => ((ulong)Setting(flag).Packed << 48) | (A[flag].Packed << 24) | B[flag].Packed;
}
