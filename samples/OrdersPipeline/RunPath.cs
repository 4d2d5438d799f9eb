namespace OrdersPipeline;

/// <summary>Which path a run takes.</summary>
public enum RunPath
{
    /// <summary>The one that has been there.</summary>
    Old,

    /// <summary>The one that is released.</summary>
    New,

    /// <summary>Both, and the old one's result is used.</summary>
    Shadow,
}
