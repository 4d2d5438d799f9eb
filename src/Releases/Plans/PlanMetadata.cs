namespace Releases.Plans;

/// <summary>What a plan is called and who answers for it.</summary>
/// <param name="Name">Lower-case letters, digits and dashes, at most 40 characters; release ids start with it.</param>
/// <param name="Owner">The team that is paged.</param>
public sealed record PlanMetadata(string Name, string Owner, string? Summary, Risk Risk);
