namespace Releases.Cli;

/// <summary>What the API has said, if it has said anything.</summary>
internal abstract record ApiAnswer<T>
{
    private ApiAnswer()
    {
    }

    internal sealed record Given(T Body) : ApiAnswer<T>;

    /// <summary>It has said no.</summary>
    /// <param name="Detail">Why, as it says it.</param>
    internal sealed record Refused(int Status, string Detail) : ApiAnswer<T>;

    internal sealed record Unreachable(string Why) : ApiAnswer<T>;
}
