using System.Text.RegularExpressions;
using Releases.Service.Access;
using Releases.Service.Tests.Access;

namespace Releases.Service.Tests.Http;

/// <summary>
/// The Functions app serves what the embedded host serves. Its triggers are written down by hand, so they are read here as text: the app's
/// packages are not everywhere.
/// </summary>
public sealed partial class FunctionRoutesTests
{
    private static readonly string Source = string.Join('\n', Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "functions"), "*.cs").Select(File.ReadAllText));

    [Fact]
    public void Functions_AreTheRoutesOfTheApiAndNoMore()
    {
        var functions = Function().Matches(Source)
            .Select(found => (found.Groups["name"].Value, found.Groups["verb"].Value, found.Groups["route"].Value))
            .Order();

        using var api = new GuardedApi(new AccessSettings());
        Assert.Equal(api.Routes.Select(route => (route.Name, route.Method, route.Pattern)).Order(), functions);
    }

    [Fact]
    public void Functions_HaveNoTriggerThatIsWrittenInAnotherWay()
    {
        Assert.Equal(Trigger().Count(Source), Function().Count(Source));
        Assert.Equal(Trigger().Count(Source), Attribute().Count(Source));
    }

    [Fact]
    public void Functions_AreCalledAsTheirMethodsWhichFindTheirRoutesByIt() =>
        Assert.All(Function().Matches(Source), found => Assert.Equal(found.Groups["name"].Value, found.Groups["method"].Value));

    /// <summary>The whole of a function: its attribute, its trigger, and a body that only hands the request over.</summary>
    [GeneratedRegex(
        """\[Function\("(?<name>\w+)"\)\]\s+public Task<IResult> (?<method>\w+)\(\[HttpTrigger\(AuthorizationLevel\.Anonymous, "(?<verb>[A-Z]+)", Route = "(?<route>[^"]+)"\)\] HttpRequest request, \[DurableClient\] DurableTaskClient client\) =>\s+Serve\(request, client\);""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Function();

    [GeneratedRegex(@"\bHttpTrigger\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trigger();

    [GeneratedRegex(@"\[Function\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
