using Releases.Plans;

namespace Releases.Service.Planning;

/// <summary>The libraries whose criteria plans may use here. A release that runs has its criteria written out, and does not see them change.</summary>
public sealed record CriteriaLibraries(IReadOnlyList<CriteriaLibrary> All);
