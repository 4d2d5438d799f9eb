namespace Releases.Cli;

/// <summary>What a command ends with: the same numbers as the action for GitHub.</summary>
public static class ExitCodes
{
    /// <summary>Done; for <c>wait</c>: completed.</summary>
    public const int Done = 0;

    /// <summary>The release was rolled back, or ended by a person. Also what the parser ends with when it is called wrongly.</summary>
    public const int RolledBack = 1;

    /// <summary>The plan has mistakes, or the API has said no.</summary>
    public const int Refused = 2;

    /// <summary>Held, waiting for people, or still running when the waiting ended; for a signal: not answered yet.</summary>
    public const int Held = 3;

    /// <summary>The API does not answer.</summary>
    public const int Unreachable = 4;
}
