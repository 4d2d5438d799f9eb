using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class ReadmePlanTests
{
    [Fact]
    public void PlanInTheReadme_IsValid()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "README.md"));
        var plan = readme.Split("```yaml\n")[1].Split("```")[0];

        Assert.IsType<PlanReading.Valid>(PlanReader.Read(plan, ["staging", "production"]));
    }
}
