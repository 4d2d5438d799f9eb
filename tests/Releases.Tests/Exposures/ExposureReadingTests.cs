using CsCheck;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class ExposureReadingTests
{
    [Theory]
    [InlineData("""{"enabled":false}""", "off")]
    [InlineData("""{"id":"a"}""", "off")]
    [InlineData("""{"enabled":true}""", "on")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"audience":{"users":["u"],"groups":[{"name":"g","rolloutPercentage":10}],"defaultRolloutPercentage":2.5,"Exclusion":{"Users":["x"]}}}}]}}""", "2.5 % + g 10 % + 1 named")]
    [InlineData("""{"enabled":true,"conditions":{"requirement_type":"All","client_filters":[{"name":"Mine"}]}}""", "on")]
    [InlineData("""{"enabled":true,"variants":[{"name":"v"},{"name":"w"}],"allocation":{"seed":"s","default_when_enabled":"w","percentile":[{"variant":"v","from":0,"to":10},{"variant":"w","from":10,"to":100}]}}""", "v 10 %")]
    [InlineData("""{"enabled":true,"variants":[{"name":"v"}],"allocation":{"default_when_enabled":"v"}}""", "on")]
    [InlineData("""{"enabled":true,"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}""", "shadow")]
    public void Of_DocumentThatIsAnExposure_SaysIt(string document, string exposure) => Assert.Equal(exposure, ExposureReading.Of(document)?.ToString());

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Mine"}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Percentage","parameters":{"Value":50}}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting"}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":"5"}}}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Users":[7],"DefaultRolloutPercentage":5}}}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Groups":[{"Name":"g"}],"DefaultRolloutPercentage":5}}}]}}""")]
    [InlineData("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":5}}}]},"variants":[{"name":"v"}],"allocation":{"percentile":[{"variant":"v","from":0,"to":10}]}}""")]
    [InlineData("""{"enabled":true,"variants":[{"name":"v"}],"allocation":{"percentile":[{"variant":"v"}]}}""")]
    [InlineData("""{"enabled":true,"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow","user":[{"variant":"x","users":["u"]}]}}""")]
    public void Of_DocumentThatIsNone_SaysNothing(string document) => Assert.Null(ExposureReading.Of(document));

    [Fact]
    public void Of_WhatAnExposureWrote_IsThatExposure() => GeneratedExposures.Any.Sample(
        exposure =>
        {
            var written = Assert.IsType<FlagExposing.Exposed>(FeatureFlagDocument.Expose(GeneratedExposures.Document, exposure)).Document;
            var read = ExposureReading.Of(written, exposure is Exposure.Variants);
            Assert.NotNull(read);
            Assert.True(ExposureOrder.AreSame(exposure, exposure is Exposure.Variants { Seed: null } && read is Exposure.Variants dealt ? dealt with { Seed = null } : read), $"{exposure} is read as {read}");
        },
        iter: 2_000);
}
