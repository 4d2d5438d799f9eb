using System.CommandLine;

namespace Releases.Cli;

/// <summary>The argument that names a plan.</summary>
internal static class PlanFile
{
    internal static Argument<FileInfo> Argument() => new Argument<FileInfo>("plan") { Description = "The plan file, YAML or JSON." }.AcceptExistingOnly();
}
