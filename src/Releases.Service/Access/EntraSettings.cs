namespace Releases.Service.Access;

/// <summary>The API's app registration.</summary>
public sealed record EntraSettings
{
    /// <summary>The directory's id, a GUID.</summary>
    public required string TenantId { get; init; }

    /// <summary>The client id; tokens are made for it or for <c>api://</c> and it.</summary>
    public required string ClientId { get; init; }

    /// <summary>Object ids of who is an administrator without a role in the directory.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];

    /// <summary>Where tokens come from; other clouds have addresses of their own.</summary>
    public Uri Authority { get; init; } = new("https://login.microsoftonline.com");
}
