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

    [Theory]
    [InlineData("[queue]", null)]
    [InlineData("[quue, queue]", "production, where it is judged, has no resource 'quue'; did you mean 'queue'?; its settings name queue, store")]
    public void Read_MetricOfAResource_IsOfOneThatTheEnvironmentNames(string resources, string? mistake)
    {
        var text = PlanText.Valid.Replace("  error-rate:\n", $"  deep: {{ metric: {{ resources: {resources}, name: ActiveMessages, aggregation: maximum }}, failWhen: value > 9, window: 5m }}\n  error-rate:\n", StringComparison.Ordinal)
            .Replace("guardrails: [error-rate]", "guardrails: [error-rate, deep]", StringComparison.Ordinal);

        var reading = PlanReader.Read(text, [new KnownEnvironment("dev") { Resources = ["queue"] }, new KnownEnvironment("production") { Resources = ["store", "queue"] }]);

        Assert.Equal(mistake, (reading as PlanReading.Invalid)?.Errors.Single().Message);
    }
}
