namespace Releases.Plans;

/// <summary>What follows when a release has failed: a criterion has, an approval was rejected, or a stage can never be written.</summary>
public enum OnFailure
{
    /// <summary>Put everything back.</summary>
    Rollback,

    /// <summary>Exposure stays where it is until a person decides, at most for the plan's <c>holdLimit</c>; then everything is put back.</summary>
    Hold,

    /// <summary>Going back would do harm (a migrated schema): exposure stays where it is for good, and people decide.</summary>
    Freeze,
}
