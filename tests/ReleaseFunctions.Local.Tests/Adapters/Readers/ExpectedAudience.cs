using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>The audience of a targeting filter, and whom it lets in.</summary>
internal sealed record ExpectedAudience(double Percent)
{
    public IReadOnlyList<string> Users { get; init; } = [];

    public IReadOnlyDictionary<string, double> Groups { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];

    public IReadOnlyList<string> ExcludedGroups { get; init; } = [];

    public ExpectedAudience With(Exposure.Targeted exposure) => this with
    {
        Percent = exposure.Percent,
        Users = [.. Users, .. exposure.Users],
        Groups = Groups.Where(group => exposure.Groups.All(share => share.Name != group.Key))
            .Concat(exposure.Groups.Select(share => KeyValuePair.Create(share.Name, share.Percent)))
            .ToDictionary(),
    };

    public bool Has(string flag, ReaderUnit unit) =>
        !ExcludedUsers.Contains(unit.Id)
        && !unit.Groups.Any(ExcludedGroups.Contains)
        && (Users.Contains(unit.Id)
            || unit.Groups.Any(group => Groups.TryGetValue(group, out var percent) && TargetingFormula.IsBelow(percent, unit.Id, flag, group))
            || TargetingFormula.IsBelow(Percent, unit.Id, flag));
}
