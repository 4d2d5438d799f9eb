namespace Releases.Plans;

/// <summary>A library of criteria, or everything that is wrong with its text.</summary>
public abstract record LibraryReading
{
    private LibraryReading()
    {
    }

    public sealed record Valid(CriteriaLibrary Library) : LibraryReading;

    /// <param name="Errors">In the order of the text; at least one and at most 100. Each names the file.</param>
    public sealed record Invalid(IReadOnlyList<PlanError> Errors) : LibraryReading;
}
