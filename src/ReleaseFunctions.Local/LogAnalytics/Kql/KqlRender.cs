namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>What a render operator says: the kind of chart, and its properties as they were written.</summary>
public sealed record KqlRender(string Visualization, IReadOnlyDictionary<string, string> Properties);
