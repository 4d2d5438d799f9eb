namespace Releases.Plans;

/// <summary>What is at stake, as the owner sees it.</summary>
public enum Risk
{
    Low,
    Medium,
    High,
}
