using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class PlanEnvironmentTests
{
    [Fact]
    public void Read_KnownEnvironments_IsValid() =>
        Assert.IsType<PlanReading.Valid>(PlanReader.Read(PlanText.Valid, ["dev", "production"]));

    [Fact]
    public void Read_UnknownEnvironment_IsToldWhereItStandsWithWhatWasMeant()
    {
        var text = PlanText.With("environment: production\n    expose: on", "environment: prodution\n    expose: on");

        var error = Assert.Single(Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text, ["staging", "dev", "production"])).Errors);

        Assert.Equal((38, 18, "stages[1].environment"), (error.Line, error.Column, error.Path));
        Assert.Equal("there is no environment 'prodution'; did you mean 'production'?; this service has dev, production, staging", error.Message);
    }

    [Fact]
    public void Read_NameInAnotherCase_IsUnknown() => Assert.Contains(
        Assert.IsType<PlanReading.Invalid>(PlanReader.Read(PlanText.Valid, ["dev", "Production"])).Errors,
        error => error.Message.Contains("did you mean 'Production'?", StringComparison.Ordinal));

    [Fact]
    public void Read_UnknownEnvironmentBesideAnotherMistake_TellsBoth()
    {
        var text = PlanText.With("environment: production\n    expose: on", "environment: prodution\n    expose: sometimes");

        Assert.Equal(2, Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text, ["dev", "production"])).Errors.Count);
    }
}
