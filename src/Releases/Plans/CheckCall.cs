namespace Releases.Plans;

/// <summary>How a check is run.</summary>
public abstract record CheckCall
{
    private CheckCall()
    {
    }

    /// <summary>A request to an address: 2xx is yes, 202 with a Location is "ask there again", 4xx is no.</summary>
    public sealed record Http(Uri Url) : CheckCall;

    /// <summary>A GitHub Actions workflow that is dispatched and waited for.</summary>
    /// <param name="Repository"><c>owner/name</c>.</param>
    /// <param name="File">The workflow's file, e.g. <c>playbook.yml</c>; its <c>run-name</c> must contain its input <c>run</c>.</param>
    /// <param name="Ref">The branch or tag to run it on.</param>
    public sealed record Workflow(string Repository, string File, string Ref) : CheckCall;
}
