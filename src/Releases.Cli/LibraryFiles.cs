using System.CommandLine;
using Releases.Plans;

namespace Releases.Cli;

/// <summary>The option that names libraries of criteria.</summary>
internal static class LibraryFiles
{
    internal static Option<FileInfo[]> Option() => new Option<FileInfo[]>("--library") { Description = "A library whose criteria the plan may use; give it once for each." }.AcceptExistingOnly();

    /// <summary>The libraries, or null where one has mistakes, which are written.</summary>
    internal static async Task<IReadOnlyList<CriteriaLibrary>?> ReadAsync(IEnumerable<FileInfo> files, TextWriter output, CancellationToken cancellationToken)
    {
        var (libraries, good) = (new List<CriteriaLibrary>(), true);
        foreach (var file in files)
        {
            switch (LibraryReader.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken), file.ToString()))
            {
                case LibraryReading.Valid valid:
                    libraries.Add(valid.Library);
                    break;
                case LibraryReading.Invalid invalid:
                    await LintCommand.WriteAsync(output, file, "error", invalid.Errors);
                    good = false;
                    break;
                case var other:
                    throw new InvalidOperationException($"Unknown reading '{other.GetType().Name}'.");
            }
        }

        return good ? libraries : null;
    }
}
