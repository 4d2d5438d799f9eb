using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class PlanLintTests
{
    [Fact]
    public void Check_KnownEnvironments_FindsNothing() =>
        Assert.Empty(PlanLint.Check(PlanText.ReadValid(PlanText.Valid).Plan, ["dev", "production"]));

    [Fact]
    public void Check_UnknownEnvironment_IsToldWhereItStandsWithWhatWasMeant()
    {
        var valid = PlanText.ReadValid(PlanText.With("environment: production\n    expose: on", "environment: prodution\n    expose: on"));

        var error = Assert.Single(PlanLint.Check(valid.Plan, ["staging", "production"], valid.Positions));

        Assert.Equal((38, 18, "stages[1].environment"), (error.Line, error.Column, error.Path));
        Assert.Equal("there is no environment 'prodution'; did you mean 'production'?; this service has production, staging", error.Message);
    }

    [Fact]
    public void Check_NameInAnotherCase_IsUnknown() =>
        Assert.All(PlanLint.Check(PlanText.ReadValid(PlanText.Valid).Plan, ["Production"]), error => Assert.Contains("did you mean 'Production'?", error.Message, StringComparison.Ordinal));
}
