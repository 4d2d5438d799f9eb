using System.Security.Cryptography;
using System.Text;
using Releases.Plans.Reading;
using Releases.Plans.Reading.Libraries;

namespace Releases.Plans;

/// <summary>Reads a library of criteria from YAML or JSON, and tries each of them with its defaults and examples: a plan that uses it right finds no mistake in it.</summary>
public static class LibraryReader
{
    /// <param name="text">The library.</param>
    /// <param name="file">What to call it where something is wrong with it.</param>
    public static LibraryReading Read(string text, string file)
    {
        var errors = new PlanErrors();
        var content = SourceText.Check(text, errors);
        var root = content is null ? null : PlanTree.Read(content, errors, file);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var library = root is null ? null : LibraryShape.Read(root, file, hash, errors);
        return library is null || errors.Any
            ? new LibraryReading.Invalid([.. errors.InOrderOfText().Select(error => error with { File = file })])
            : new LibraryReading.Valid(library);
    }
}
