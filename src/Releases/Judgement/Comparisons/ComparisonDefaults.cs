namespace Releases.Judgement.Comparisons;

/// <summary>What a plan need not say about comparisons.</summary>
public static class ComparisonDefaults
{
    /// <summary>Probability of a false alarm of all comparisons of a release together, on the worse side.</summary>
    public const double Alpha = 0.025;

    /// <summary>Units that each cohort needs; a plan can only ask for more.</summary>
    public const int MinimumUnits = 30;

    /// <summary>Probability with which the promised regression is caught.</summary>
    public const double Power = 0.8;

    /// <summary>When an event happened.</summary>
    public const string Time = "TimeGenerated";

    /// <summary>Whether a row is of the exposed cohort.</summary>
    public const string Exposed = "Exposed";

    /// <summary>The unit of assignment, where each row is assigned for itself.</summary>
    public const string Row = "row";
}
