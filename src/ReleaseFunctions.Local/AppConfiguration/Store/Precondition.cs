namespace ReleaseFunctions.Local.AppConfiguration.Store;

internal sealed record Precondition(EntityTags? IfMatch, EntityTags? IfNoneMatch)
{
    public static Precondition None { get; } = new(null, null);

    public static Precondition From(string? ifMatch, string? ifNoneMatch) => new(EntityTags.Parse(ifMatch), EntityTags.Parse(ifNoneMatch));

    public bool MatchFails(string? current) => IfMatch is not null && !IfMatch.Match(current);

    public bool NoneMatchFails(string? current) => IfNoneMatch is not null && IfNoneMatch.Match(current);

    public bool Fails(string? current) => MatchFails(current) || NoneMatchFails(current);
}
