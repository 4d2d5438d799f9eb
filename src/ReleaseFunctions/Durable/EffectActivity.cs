using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace ReleaseFunctions.Durable;

/// <summary>One effect as one activity. It has no retries of its own: the machine decides on what failed, and when it is tried again.</summary>
public sealed class EffectActivity(EffectPerformer performer)
{
    /// <summary>The activity's name.</summary>
    public const string Name = "PerformEffect";

    /// <param name="document">The effect, as <see cref="StateDocument.Json"/> writes it.</param>
    /// <returns>The event that it led to, in the same way.</returns>
    [Function(Name)]
    public async Task<string> RunAsync([ActivityTrigger] string document, CancellationToken cancellationToken)
    {
        var effect = JsonSerializer.Deserialize<Effect>(document, StateDocument.Json) ?? throw new JsonException("This is not an effect.");
        var happened = await performer.PerformAsync(effect, cancellationToken);
        return JsonSerializer.Serialize(happened, StateDocument.Json);
    }
}
