namespace Releases.Service.Http;

/// <summary>A request's body.</summary>
/// <param name="Type">The contract, or <see langword="string"/> for plain text.</param>
/// <param name="ContentTypes">Media types that are understood.</param>
public sealed record RouteBody(Type Type, params IReadOnlyList<string> ContentTypes);

/// <summary>A query parameter or a header.</summary>
/// <param name="In"><c>query</c> or <c>header</c>.</param>
public sealed record RouteParameter(string Name, string In, string Description);

/// <summary>One possible answer.</summary>
/// <param name="Type">The contract; <see langword="null"/> for problem+json.</param>
public sealed record RouteAnswer(int Status, string Description, Type? Type = null, string ContentType = "application/json");
