using Azure;

namespace Releases.Azure.Records;

/// <summary>A release that was rung, and may not have heard it.</summary>
/// <param name="At">When it was last rung.</param>
/// <param name="Version">Changes with each ring.</param>
public sealed record Ring(string ReleaseId, DateTimeOffset At, ETag Version);
