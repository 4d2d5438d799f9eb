namespace Releases.Lifecycle;

/// <summary>A check without its call, which stays in the pinned plan.</summary>
public sealed record CourseCheck(string Name, TimeSpan Within, TimeSpan GoodFor);
