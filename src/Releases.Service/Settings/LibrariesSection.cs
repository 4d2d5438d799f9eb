using Microsoft.Extensions.Configuration;
using Releases.Plans;
using Releases.Service.Planning;

namespace Releases.Service.Settings;

/// <summary>The folder of libraries that a service's settings name: <c>Libraries</c>.</summary>
public static class LibrariesSection
{
    /// <summary>The setting's usual name.</summary>
    public const string Name = "Libraries";

    /// <summary>Reads every YAML and JSON file of the folder; none where the setting is not there.</summary>
    /// <param name="beside">What a relative path is relative to.</param>
    /// <exception cref="InvalidOperationException">There is no such folder, a library has mistakes, or two have one name; the text says all of it.</exception>
    public static CriteriaLibraries Read(IConfiguration configuration, string beside)
    {
        if (configuration[Name] is not { Length: > 0 } setting)
        {
            return new CriteriaLibraries([]);
        }

        var folder = Path.GetFullPath(setting, beside);
        if (!Directory.Exists(folder))
        {
            throw new InvalidOperationException($"{Name} is '{setting}', and there is no folder {folder}.");
        }

        var readings = Directory.EnumerateFiles(folder)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON").Order(StringComparer.Ordinal)
            .Select(file => LibraryReader.Read(File.ReadAllText(file), Path.GetFileName(file))).ToList();
        var mistakes = readings.OfType<LibraryReading.Invalid>().SelectMany(reading => reading.Errors).Select(error => error.ToString()).ToList();
        var libraries = readings.OfType<LibraryReading.Valid>().Select(reading => reading.Library).ToList();
        mistakes.AddRange(libraries.GroupBy(library => library.Name).Where(several => several.Count() > 1)
            .Select(several => $"{string.Join(", ", several.Select(library => library.File))}: have one name, '{several.Key}'"));
        return mistakes.Count == 0
            ? new CriteriaLibraries(libraries)
            : throw new InvalidOperationException($"The libraries in {folder} have mistakes:\n{string.Join('\n', mistakes)}");
    }
}
