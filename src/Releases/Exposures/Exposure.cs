using System.Text.Json.Serialization;

namespace Releases.Exposures;

/// <summary>Who gets the new behaviour: the state that a stage puts a flag into.</summary>
[JsonDerivedType(typeof(Off), "off")]
[JsonDerivedType(typeof(On), "on")]
[JsonDerivedType(typeof(Targeted), "targeted")]
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
            var groups = string.Concat(Groups.Select(group => FormattableString.Invariant($" + {group.Name} {group.Percent:0.##} %")));
            var users = Users.Count == 0 ? "" : FormattableString.Invariant($" + {Users.Count} named");
            return FormattableString.Invariant($"{Percent:0.##} %{groups}{users}");
        }
    }
}
