using NSubstitute;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Service.Tests.Access;

namespace Releases.Service.Tests.Http;

public sealed class PreflightStartTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    [Theory]
    [InlineData(true, false, 409)]
    [InlineData(true, true, 202)]
    [InlineData(false, false, 202)]
    public async Task Start_WhereAPreflightIsAskedFor_BeginsOnlyWhatCanBeJudged(bool asked, bool good, int status)
    {
        using var api = new GuardedApi(issuer.Settings());
        Measurement answer = good ? new Measurement.Value(0, 10) : new Measurement.Error("SemanticError", "no such column");
        api.World.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(call => [.. (call.ArgAt<IReadOnlyList<TelemetryQuestion>>(0) ?? []).Select(_ => answer)]);

        var started = await api.AskAsync(api.Route("StartRelease"), issuer.ForPerson("ada@octo.example", ["Starter"]), ServiceWorld.Plan, request => request.QueryString = new(asked ? "?preflight=true" : ""));

        Assert.Equal(status, started.Status);
        await api.World.Engine.Received(status == 202 ? 1 : 0).StartAsync(Arg.Any<ReleaseState>(), Arg.Any<CancellationToken>());
        Assert.Equal(status == 409, started.Text.Contains("errors cannot be measured: SemanticError: no such column", StringComparison.Ordinal));
    }
}
