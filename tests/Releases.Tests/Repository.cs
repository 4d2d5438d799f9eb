namespace Releases.Tests;

/// <summary>The files that the tests hold to the truth: documents and recordings lie beside the code, not in the output.</summary>
internal static class Repository
{
    internal static readonly string Root = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ReleaseFunctions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }
}
