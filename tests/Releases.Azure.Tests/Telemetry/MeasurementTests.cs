using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

public sealed class MeasurementTests
{
    private readonly TelemetryFixture _fixture = new();

    [Theory]
    [InlineData("long", "42", 42)]
    [InlineData("int", "-1", -1)]
    [InlineData("real", "0.25", 0.25)]
    [InlineData("real", "\"NaN\"", double.NaN)]
    [InlineData("real", "\"Infinity\"", double.PositiveInfinity)]
    [InlineData("real", "\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("decimal", "\"12.5\"", 12.5)]
    public async Task Ask_OneNumber_IsItsValue(string type, string cell, double number)
    {
        _fixture.Answer = _ => (200, TelemetryFixture.Table(type, cell));

        Assert.Equal(new Measurement.Value(number, null), await _fixture.AskAsync());
    }

    [Theory]
    [InlineData("long", "20", 20L)]
    [InlineData("real", "20.0", 20L)]
    [InlineData("long", "null", null)]
    public async Task Ask_WithSamples_CountsThem(string type, string cell, long? samples)
    {
        _fixture.Answer = _ => (200, WithSamples("7", type, cell));

        Assert.Equal(new Measurement.Value(7, samples), await _fixture.AskAsync());
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("null", null)]
    public async Task Ask_WithAHeartbeat_CountsItsRowsWhateverTheValueIs(string value, double? number)
    {
        _fixture.Answer = _ => (200, $$"""{"tables":[{"columns":[{"name":"value","type":"real"},{"name":"heartbeat","type":"long"},{"name":"samples","type":"long"}],"rows":[[{{value}},980,0]]}]}""");

        var measured = await _fixture.AskAsync();

        Assert.Equal(
            number is { } known ? new Measurement.Value(known, 0, 980) : new Measurement.Nothing("the query gave one row, and its value is null", 0, 980),
            measured);
    }

    [Fact]
    public async Task Ask_NullValueWithSamples_IsNothingWithItsSamples()
    {
        _fixture.Answer = _ => (200, WithSamples("null", "long", "0"));

        Assert.Equal(0, Assert.IsType<Measurement.Nothing>(await _fixture.AskAsync()).Samples);
    }

    [Fact]
    public async Task Ask_NoRows_IsNothing()
    {
        _fixture.Answer = _ => (200, TelemetryFixture.Table("real"));

        Assert.IsType<Measurement.Nothing>(await _fixture.AskAsync());
    }

    [Theory]
    [InlineData("""{"tables":[{"columns":[{"name":"value","type":"real"}],"rows":[[1],[2]]}]}""", "NotOneRow", "2 rows")]
    [InlineData("""{"tables":[{"columns":[{"name":"Value","type":"real"},{"name":"p95","type":"real"}],"rows":[[1,2]]}]}""", "NoValueColumn", "'Value', 'p95'")]
    [InlineData("""{"tables":[{"columns":[{"name":"value","type":"string"}],"rows":[["7"]]}]}""", "NotANumber", "type string")]
    [InlineData("""{"tables":[{"columns":[{"name":"value","type":"timespan"}],"rows":[["00:00:07"]]}]}""", "NotANumber", "1ms or 1s")]
    [InlineData("""{"tables":[{"columns":[{"name":"value","type":"real"},{"name":"samples","type":"string"}],"rows":[[1,"2"]]}]}""", "NotANumber", "'samples'")]
    [InlineData("""{"tables":[{"columns":[{"name":"value","type":"real"},{"name":"heartbeat","type":"dynamic"}],"rows":[[1,{}]]}]}""", "NotANumber", "'heartbeat'")]
    public async Task Ask_TableThatIsNoMeasurement_IsAnErrorThatSaysWhy(string body, string code, string named)
    {
        _fixture.Answer = _ => (200, body);

        var error = Assert.IsType<Measurement.Error>(await _fixture.AskAsync());

        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_PartialResult_IsAnErrorAndNoValue()
    {
        _fixture.Answer = _ => (200, """
            {"tables":[{"columns":[{"name":"value","type":"real"}],"rows":[[1]]}],
             "error":{"code":"PartialError","message":"partial","details":[{"code":"EngineError","message":"ran out of memory"}]}}
            """);

        Assert.Equal(new Measurement.Error("PartialError", "ran out of memory"), await _fixture.AskAsync());
    }

    [Theory]
    [InlineData(429, """{"error":{"code":"ThrottledError","message":"slow down"}}""", "Throttled")]
    [InlineData(504, """{"error":{"code":"GatewayTimeout","message":"too long"}}""", "Timeout")]
    [InlineData(404, """{"error":{"code":"WorkspaceNotFoundError","message":"gone"}}""", "WorkspaceNotFoundError")]
    [InlineData(500, "{}", "Http500")]
    public async Task Ask_QueryFails_IsNamed(int status, string body, string code)
    {
        _fixture.Answer = _ => (status, body);

        Assert.Equal(code, Assert.IsType<Measurement.Error>(await _fixture.AskAsync()).Code);
    }

    [Fact]
    public async Task Ask_SyntaxError_IsNamedWithItsPlaceInTheUsersQuery()
    {
        _fixture.Answer = _ => (400, """
            {"error":{"code":"BadArgumentError","message":"The request had some invalid properties","innererror":{"code":"SyntaxError","message":"A recognition error occurred in the query.",
              "innererror":{"code":"SYN0002","message":"Query could not be parsed at 'wher'","line":3,"pos":5,"token":"wher"}}}}
            """);

        Assert.Equal(new Measurement.Error("SyntaxError", "Query could not be parsed at 'wher' (line 2, position 5)"), await _fixture.AskAsync());
    }

    [Fact]
    public async Task Ask_SemanticErrorWithItsPlaceInTheText_CountsTheUsersLines()
    {
        _fixture.Answer = _ => (400, """
            {"error":{"code":"BadArgumentError","message":"bad","innererror":{"code":"SemanticError","message":"bad",
              "innererror":{"code":"SEM0100","message":"'where' operator: Failed to resolve column 'X' [line:position=4:7]","line":4,"pos":7}}}}
            """);

        Assert.Equal(
            new Measurement.Error("SemanticError", "'where' operator: Failed to resolve column 'X' [line:position=3:7]"), await _fixture.AskAsync());
    }

    private static string WithSamples(string value, string type, string samples) =>
        $$"""{"tables":[{"name":"PrimaryResult","columns":[{"name":"samples","type":"{{type}}"},{"name":"value","type":"real"}],"rows":[[{{samples}},{{value}}]]}]}""";
}
