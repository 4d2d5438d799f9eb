namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>The fields that <c>$select</c> asks for; all, when it asks for none.</summary>
internal sealed record Selection(IReadOnlyList<string> Fields, bool WithDescription)
{
    public static Selection Of(ApiRequest request) => new(
        (request.Parameter("$select") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        ApiVersions.HasDescriptions(request.ApiVersion));

    public bool Has(string field) =>
        (field != "description" || WithDescription) && (Fields.Count == 0 || Fields.Contains("*") || Fields.Contains(field, StringComparer.OrdinalIgnoreCase));
}
