using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>A flag of the plan.</summary>
/// <param name="Order">Its order group: lower ones are written first, and put back last.</param>
public sealed record CourseFlag(string Key, int Order = PlanDefaults.Order);
