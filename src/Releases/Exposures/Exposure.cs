using System.Globalization;
using System.Text.Json.Serialization;

namespace Releases.Exposures;

/// <summary>Who gets the new behaviour: the state that a stage puts a flag into.</summary>
[JsonDerivedType(typeof(Off), "off")]
[JsonDerivedType(typeof(On), "on")]
[JsonDerivedType(typeof(Targeted), "targeted")]
[JsonDerivedType(typeof(Variants), "variants")]
[JsonDerivedType(typeof(Shadow), "shadow")]
public abstract record Exposure
{
    private Exposure()
    {
    }

    /// <summary>Nobody: the flag is disabled.</summary>
    public sealed record Off : Exposure
    {
        public override string ToString() => "off";
    }

    /// <summary>Everybody whom the flag's own other filters let in.</summary>
    public sealed record On : Exposure
    {
        public override string ToString() => "on";
    }

    /// <summary>A part of the units of assignment, through <c>Microsoft.Targeting</c>: sticky and monotone.</summary>
    /// <param name="Percent">Share of all units, 0 to 100.</param>
    /// <param name="Groups">Share of the units of each named group, 0 to 100.</param>
    /// <param name="Users">Units that are always in.</param>
    public sealed record Targeted(double Percent, IReadOnlyList<GroupShare> Groups, IReadOnlyList<string> Users) : Exposure
    {
        public bool Equals(Targeted? other) =>
            other is not null && Percent.Equals(other.Percent) && Groups.SequenceEqual(other.Groups) && Users.SequenceEqual(other.Users);

        public override int GetHashCode() => HashCode.Combine(Percent, Groups.Count, Users.Count);

        public override string ToString()
        {
            var groups = string.Concat(Groups.Select(group => string.Create(CultureInfo.InvariantCulture, $" + {group.Name} {group.Percent:0.##} %")));
            var users = Users.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" + {Users.Count} named");
            return string.Create(CultureInfo.InvariantCulture, $"{Percent:0.##} %{groups}{users}");
        }
    }

    /// <summary>
    /// Units are dealt variants of the flag: each gets the one in whose part of 0 to 100 it falls, and who falls in none gets the flag's own
    /// default. Users and groups that the flag gives a variant to keep it.
    /// </summary>
    /// <param name="Ranges">In the order of where they begin, without overlap. A plan names at least one; without any, all get the default.</param>
    /// <param name="Seed">
    /// What units are dealt by: another seed deals everybody anew. <see langword="null"/> for the captured flag's own, which is
    /// <c>allocation\n&lt;flag&gt;</c> where it names none.
    /// </param>
    public sealed record Variants(IReadOnlyList<VariantRange> Ranges, string? Seed) : Exposure
    {
        public bool Equals(Variants? other) => other is not null && Seed == other.Seed && Ranges.SequenceEqual(other.Ranges);

        public override int GetHashCode() => HashCode.Combine(Ranges.Count, Seed);

        public override string ToString() => string.Join(" + ", Ranges);
    }

    /// <summary>
    /// The new path runs beside the old one, whose result is used. Everybody gets the variant <see cref="ShadowVariant"/>, whose
    /// <c>status_override</c> is <c>Disabled</c>: who only asks whether the flag is on sees it off.
    /// </summary>
    public sealed record Shadow : Exposure
    {
        public override string ToString() => "shadow";
    }

    /// <summary>The name of the variant by which a pipeline knows that it is to run both paths.</summary>
    public const string ShadowVariant = "shadow";
}
