using Releases.Plans.Reading;
using Releases.Plans.Reading.Libraries;

namespace Releases.Plans;

/// <summary>Reads a plan from YAML or JSON (which is YAML) and finds all of its mistakes at once.</summary>
/// <remarks>
/// Any text has an answer and none makes it throw: at most 256 kB are read, 32 levels deep, and 100 mistakes are told. Where the
/// text is not YAML at all, that is the only mistake: what follows it cannot be told.
/// </remarks>
public static class PlanReader
{
    /// <summary>Reads a plan for a service of whose environments the names are known.</summary>
    public static PlanReading Read(string text, IEnumerable<string> environments, IReadOnlyCollection<CriteriaLibrary>? libraries = null) =>
        Read(text, [.. environments.Select(name => new KnownEnvironment(name))], libraries);

    /// <param name="text">The plan, YAML or JSON.</param>
    /// <param name="environments">The environments of the service that is to carry it out; <see langword="null"/> where that is not known.</param>
    /// <param name="libraries">Whose criteria the plan may use. What it uses becomes a part of the plan: its canonical form names no library.</param>
    public static PlanReading Read(string text, IReadOnlyCollection<KnownEnvironment>? environments = null, IReadOnlyCollection<CriteriaLibrary>? libraries = null) =>
        Read(text, environments, libraries, new PlanErrors());

    /// <summary>Reads the plan that a release has been pinned to, which a younger version of this code would perhaps not let start.</summary>
    public static PlanReading ReadPinned(string canonical) => Read(canonical, null, null, new PlanErrors(pinned: true));

    private static PlanReading Read(string text, IReadOnlyCollection<KnownEnvironment>? environments, IReadOnlyCollection<CriteriaLibrary>? libraries, PlanErrors errors)
    {
        var content = SourceText.Check(text, errors);
        var resolution = new Resolution(libraries ?? [], errors);
        var root = content is null ? null : PlanTree.Read(content, errors);
        var plan = root is null ? null : PlanShape.Read(root, environments, resolution, errors);
        if (plan is null || errors.Any)
        {
            return new PlanReading.Invalid(errors.InOrderOfText());
        }

        var canonical = PlanWriter.Write(plan);
        if (SourceText.Check(canonical, errors) is null)
        {
            return new PlanReading.Invalid([new PlanError(1, 1, "plan", "with its defaults written out the plan is longer than 256 kB; a plan is a few pages")]);
        }

        return new PlanReading.Valid(plan, canonical, PlanWriter.Hash(canonical)) { Warnings = errors.WarningsInOrderOfText(), Used = resolution.Used };
    }
}
