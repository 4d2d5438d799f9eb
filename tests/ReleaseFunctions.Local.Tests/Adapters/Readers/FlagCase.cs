using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>A captured flag, its document beside what that document means.</summary>
internal sealed record FlagCase(string Id, bool Enabled, string Document)
{
    /// <summary>The targeting filter that it has already.</summary>
    public ExpectedAudience? Audience { get; init; }

    /// <summary>Whom its other filters let in; null if it has none.</summary>
    public Func<ReaderUnit, bool>? Others { get; init; }

    /// <summary>Its requirement type: All, else Any.</summary>
    public bool All { get; init; }

    /// <summary>The variant of a unit for which the flag is on or off.</summary>
    public Func<ReaderUnit, bool, string> Variant { get; init; } = (_, _) => "-";

    /// <summary>The variant of those for whom it is on says that they are to see it off.</summary>
    public bool Shadow { get; init; }

    /// <summary>Nulls where lists or objects belong: nothing to .NET clients, a mistake to the JavaScript ones.</summary>
    public bool HasNulls { get; init; }

    /// <summary>What a unit is to see under an exposure, null being the flag as captured: state and variant.</summary>
    public string Expected(ReaderUnit unit, Exposure? exposure)
    {
        var enabled = exposure switch
        {
            null => Enabled,
            Exposure.Off => false,
            _ => true,
        };
        var audience = exposure switch
        {
            Exposure.On or Exposure.Shadow => Audience is null ? null : Audience with { Percent = 100 },
            Exposure.Targeted targeted => (Audience ?? new ExpectedAudience(0)).With(targeted),
            _ => Audience,
        };
        bool[] filters = [.. Verdicts(unit, audience)];
        var on = enabled && (filters.Length == 0 || (All ? filters.All(pass => pass) : filters.Any(pass => pass)));
        return exposure is Exposure.Shadow && on ? "off shadow" : $"{(on && !Shadow ? "on" : "off")} {Variant(unit, on)}";
    }

    private IEnumerable<bool> Verdicts(ReaderUnit unit, ExpectedAudience? audience)
    {
        if (Others is not null)
        {
            yield return Others(unit);
        }

        if (audience is not null)
        {
            yield return audience.Has(Id, unit);
        }
    }
}
