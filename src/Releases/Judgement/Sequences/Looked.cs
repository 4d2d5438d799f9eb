namespace Releases.Judgement.Sequences;

/// <summary>
/// What a sequence remembers of its earlier looks: how much information there was, in effective units (n1 n2 / (n1 + n2) of two cohorts).
/// A sequence begins anew when the exposure changes.
/// </summary>
/// <param name="First">Information at the first look that could speak.</param>
/// <param name="Last">Information at the latest one.</param>
public sealed record Looked(double First, double Last)
{
    /// <summary>The same after one more look.</summary>
    public static Looked After(Looked? before, double information) =>
        before is null ? new Looked(information, information) : before with { Last = Math.Max(before.Last, information) };
}
