namespace ReleaseFunctions.Local.Demo;

/// <summary>One release of the demo.</summary>
/// <param name="Title">What is shown above it.</param>
/// <param name="File">The plan, in the samples.</param>
/// <param name="Flag">The flag that it moves.</param>
/// <param name="Pipeline">The pipeline that lives by that flag.</param>
internal sealed record DemoPlan(string Title, string File, string Flag, string Pipeline)
{
    internal string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "samples", "plans", File);
}
