using Releases.Judgement;

namespace Releases.Service.Planning;

/// <summary>What makes one question of the past the same as another. The stage stands for what the query may know of it, the exposed share included.</summary>
/// <param name="ExposedSince">Where the query asks for it; it is another in each release.</param>
internal sealed record PastKey(string Environment, string Stage, string Kql, Window Window, DateTimeOffset? ExposedSince);
