namespace Releases.Judgement.Thresholds;

/// <summary>Measured values in words.</summary>
public static class UnitWording
{
    /// <summary>The value as people read it: <c>412 s</c>, <c>2.1 %</c>, <c>17</c>.</summary>
    public static string Say(this Unit unit, double value) => unit switch
    {
        Unit.Milliseconds => Milliseconds(value),
        Unit.Seconds => Milliseconds(value * 1000),
        Unit.Ratio => $"{Wording.Say.Number(value * 100)} %",
        Unit.None => Wording.Say.Number(value),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };

    private static string Milliseconds(double value) => Math.Abs(value) >= 1000
        ? $"{Wording.Say.Number(value / 1000)} s"
        : $"{Wording.Say.Number(value)} ms";
}
