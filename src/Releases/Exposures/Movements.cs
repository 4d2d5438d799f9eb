namespace Releases.Exposures;

/// <summary>How a flag moves through the exposures of a release.</summary>
public static class Movements
{
    /// <summary>
    /// What each step is, the first one from the captured state. Judged by the documents that the steps write and not by the plan's words:
    /// a captured audience joins what a plan names.
    /// </summary>
    /// <param name="captured">The flag's document as captured.</param>
    /// <param name="steps">The exposures in their order.</param>
    public static IReadOnlyList<Movement> Of(string captured, IReadOnlyList<Exposure> steps)
    {
        var dealt = steps.Any(step => step is Exposure.Variants);
        var target = ExposureReading.Of(captured, dealt);
        var (from, movements) = (target, new List<Movement>());
        foreach (var step in steps)
        {
            var to = FeatureFlagDocument.Expose(captured, step) is FlagExposing.Exposed exposed ? ExposureReading.Of(exposed.Document, dealt) : null;
            movements.Add(ExposureOrder.Move(target, from, to));
            from = to;
        }

        return movements;
    }
}
