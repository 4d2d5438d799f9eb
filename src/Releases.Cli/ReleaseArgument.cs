using System.CommandLine;

namespace Releases.Cli;

/// <summary>The argument that names a release.</summary>
internal static class ReleaseArgument
{
    internal static Argument<string> Argument() => new("release") { Description = "The release's id." };
}
