using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Releases.Service.Http;

/// <summary>Adds to the OpenAPI document what a route says of itself: parameters, bodies, answers.</summary>
public sealed partial class OpenApiFromRoutes : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReleaseRoute>().FirstOrDefault() is not { } route)
        {
            return;
        }

        var named = PathParameters().Matches(route.Pattern)
            .Select(match => new RouteParameter(match.Groups["name"].Value, "path", match.Groups["name"].Value == "id" ? "The release's id." : $"The {match.Groups["name"].Value}'s id."));
        operation.Parameters =
        [
            .. named.Concat(route.Parameters).Select(parameter => new OpenApiParameter
            {
                Name = parameter.Name,
                In = Enum.Parse<ParameterLocation>(parameter.In, ignoreCase: true),
                Required = parameter.In == "path",
                Description = parameter.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
        ];

        if (route.Body is { } body)
        {
            var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
            };
        }

        foreach (var answer in route.Answers)
        {
            if (operation.Responses?.GetValueOrDefault(answer.Status.ToString()) is OpenApiResponse response)
            {
                response.Description = answer.Description;
            }
        }
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathParameters();
}
