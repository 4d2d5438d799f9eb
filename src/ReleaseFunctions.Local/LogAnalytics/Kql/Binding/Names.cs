using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>What a let statement or a parameter stands for.</summary>
internal abstract record Binding
{
    public sealed record Value(Scalar Scalar) : Binding;

    public sealed record Table(Relation Relation) : Binding;

    /// <summary>A function sees the names of the place where it was written.</summary>
    public sealed record Function(LetValue.Function Definition, Names Scope) : Binding;
}

/// <summary>Names that were bound so far; an inner one hides an outer one.</summary>
internal sealed class Names(Names? outer)
{
    private readonly Dictionary<string, Binding> bindings = new(StringComparer.Ordinal);

    public Binding? Find(string name) => bindings.GetValueOrDefault(name) ?? outer?.Find(name);

    public void Add(string name, Binding binding, int position)
    {
        if (!bindings.TryAdd(name, binding))
        {
            throw KqlException.Semantic(position, $"The name '{name}' is already bound.");
        }
    }

    public IEnumerable<string> Where(Func<Binding, bool> wanted) =>
        bindings.Where(binding => wanted(binding.Value)).Select(binding => binding.Key).Concat(outer?.Where(wanted) ?? []);
}
