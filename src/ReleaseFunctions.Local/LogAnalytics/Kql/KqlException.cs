namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>Leaves the compiler's recursion; <see cref="KqlCompiler"/> turns it into a <see cref="KqlError"/>, nothing else sees it.</summary>
internal sealed class KqlException(KqlErrorKind kind, int position, string message) : Exception(message)
{
    public KqlErrorKind Kind { get; } = kind;

    public int Position { get; } = position;

    public static KqlException Syntax(int position, string message) => new(KqlErrorKind.Syntax, position, message);

    public static KqlException Semantic(int position, string message) => new(KqlErrorKind.Semantic, position, message);

    public static KqlException Unsupported(int position, string message) => new(KqlErrorKind.Unsupported, position, message);
}
