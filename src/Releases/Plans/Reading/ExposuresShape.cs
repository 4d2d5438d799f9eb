using Releases.Exposures;

namespace Releases.Plans.Reading;

/// <summary>Reads <c>exposures</c>: the flags of a stage that are exposed to something else than the others.</summary>
/// <param name="flags">The flags that the plan declares.</param>
internal sealed class ExposuresShape(Declared flags, PlanErrors errors)
{
    /// <summary>Reads the mapping.</summary>
    /// <param name="moved">The flags that the stage names; empty for all.</param>
    /// <param name="others">What the stage exposes its flags to; a flag that says the same again says nothing.</param>
    public IReadOnlyDictionary<string, Exposure> Read(PlanNode? node, IReadOnlyList<string> moved, Exposure? others)
    {
        if (node is ListNode or ScalarNode)
        {
            errors.Add(node, $"expected a mapping from a flag's key to its exposure, such as {{ orders.cache: on }}; found {node.Description}");
        }

        var exposures = new Dictionary<string, Exposure>(StringComparer.Ordinal);
        foreach (var entry in node is MapNode map ? map.Entries : [])
        {
            var flag = errors.Full ? null : flags.Name(entry.NameAt, entry.Value.Path, entry.Name);
            var exposure = ExposureShape.Read(entry.Value, errors);
            if (flag is not null && moved.Count > 0 && !moved.Contains(flag))
            {
                errors.Add(entry.NameAt, entry.Value.Path, $"this stage does not move '{flag}'; name it under flags as well, or leave it out here");
            }
            else if (flag is not null && exposure is not null && !exposure.Equals(others))
            {
                exposures.Add(flag, exposure);
            }
        }

        return exposures;
    }
}
