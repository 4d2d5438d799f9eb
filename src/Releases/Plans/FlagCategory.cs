namespace Releases.Plans;

/// <summary>The taxonomy of flags.</summary>
public enum FlagCategory
{
    /// <summary>Opens a new behaviour step by step.</summary>
    Exposure,

    /// <summary>Compares variants.</summary>
    Experimental,

    /// <summary>A switch for operators, kept for good.</summary>
    Operational,

    /// <summary>Marks something on its way out.</summary>
    Lifecycle,
}
