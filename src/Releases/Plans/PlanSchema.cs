namespace Releases.Plans;

/// <summary>The JSON Schema of plans, for editors and for clients that check before they send.</summary>
/// <remarks>It says what a schema can say; <see cref="PlanReader"/> finds more.</remarks>
public static class PlanSchema
{
    private static readonly Lazy<string> Text = new(Read);

    /// <summary>The schema's text; the same as docs/reference/plan.schema.json.</summary>
    public static string Json => Text.Value;

    private static string Read()
    {
        using var stream = typeof(PlanSchema).Assembly.GetManifestResourceStream("plan.schema.json")
            ?? throw new InvalidOperationException("The schema is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
