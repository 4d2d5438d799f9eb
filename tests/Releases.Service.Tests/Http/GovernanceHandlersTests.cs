using Microsoft.AspNetCore.Http;
using NSubstitute;
using Releases.Governance;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Http;

namespace Releases.Service.Tests.Http;

public sealed class GovernanceHandlersTests
{
    private readonly ServiceWorld _world = new();

    public GovernanceHandlersTests() => _world.Governance.FreezeAsync(default!, default, default).ReturnsForAnyArgs(true);

    [Theory]
    [InlineData("""{"until":"2026-12-01T00:00:00Z","reason":"quarter"}""")]
    [InlineData("""{"from":"2026-12-20T00:00:00Z","until":"2027-01-03T00:00:00Z","environments":["production"],"reason":"holidays","id":"holidays-2026"}""")]
    [InlineData("""{"from":"2026-11-27T16:00:00+01:00","until":"2026-11-30T07:00:00+01:00","reason":"weekend","recurrence":"weekly","timeZone":"Europe/Berlin"}""")]
    public async Task Freeze_Right_IsEntered(string body)
    {
        Assert.Equal(StatusCodes.Status201Created, await PostAsync(body));

        await _world.Governance.ReceivedWithAnyArgs(1).FreezeAsync(default!, default, default);
    }

    [Theory]
    [InlineData("""{"reason":"for ever"}""")]
    [InlineData("""{"until":"2026-12-01T00:00:00Z"}""")]
    [InlineData("""{"until":"2026-12-01T00:00:00Z","reason":" "}""")]
    [InlineData("""{"until":"2026-11-01T00:00:00Z","reason":"in the past"}""")]
    [InlineData("""{"from":"2026-12-02T00:00:00Z","until":"2026-12-01T00:00:00Z","reason":"backwards"}""")]
    [InlineData("""{"until":"2029-12-01T00:00:00Z","reason":"three years"}""")]
    [InlineData("""{"until":"2026-12-01T00:00:00Z","reason":"elsewhere","environments":["moon"]}""")]
    [InlineData("""{"until":"2026-11-25T00:00:00Z","reason":"three days each day","recurrence":"daily"}""")]
    [InlineData("""{"until":"2026-11-25T00:00:00Z","reason":"?","recurrence":"monthly"}""")]
    [InlineData("""{"until":"2026-11-25T00:00:00Z","reason":"?","recurrence":7}""")]
    [InlineData("""{"until":"2026-11-25T00:00:00Z","reason":"?","recurrence":"weekly","timeZone":"Moon/Tranquility"}""")]
    [InlineData("""{"until":"2026-12-01T00:00:00Z","reason":"?","id":"a/b"}""")]
    [InlineData("""{"until":"soon","reason":"?"}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task Freeze_Wrong_IsRefusedAndNothingEntered(string body)
    {
        Assert.Equal(StatusCodes.Status400BadRequest, await PostAsync(body));

        await _world.Governance.DidNotReceiveWithAnyArgs().FreezeAsync(default!, default, default);
    }

    [Fact]
    public async Task Freeze_InAFullCalendar_IsAConflict()
    {
        _world.Governance.FreezeAsync(default!, default, default).ReturnsForAnyArgs(false);

        Assert.Equal(StatusCodes.Status409Conflict, await PostAsync("""{"until":"2026-12-01T00:00:00Z","reason":"quarter"}"""));
    }

    [Fact]
    public async Task Lift_RingsThoseThatAreHeldAndNobodyElse()
    {
        _world.Governance.LiftAsync(default!, default, default, default).ReturnsForAnyArgs(new Halt("grace", _world.Time.GetUtcNow(), "incident"));
        _world.Records.ListAsync(default, default).ReturnsForAnyArgs([Status("held", ReleasePhase.Held), Status("bakes", ReleasePhase.Baking), Status("over", ReleasePhase.Ended)]);

        await Handlers.LiftAsync(LetIn().Request, TestContext.Current.CancellationToken);

        await _world.Engine.Received(1).RingAsync("held", Arg.Any<CancellationToken>());
        await _world.Engine.ReceivedWithAnyArgs(1).RingAsync(default!, default);
    }

    private GovernanceHandlers Handlers => new(_world.Governance, _world.Leases, _world.Environments, _world.Records, _world.Engine, _world.Time);

    private async Task<int?> PostAsync(string body)
    {
        var context = LetIn();
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return ((IStatusCodeHttpResult)await Handlers.FreezeAsync(context.Request, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static DefaultHttpContext LetIn()
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new Caller("linus", [Role.Administrator]));
        return context;
    }

    private ReleaseStatus Status(string id, ReleasePhase phase) => new()
    {
        Id = id,
        PlanName = "orders",
        PlanHash = "abc",
        Owner = "tests",
        StartedBy = "ada",
        StartedAt = _world.Time.GetUtcNow(),
        UpdatedAt = _world.Time.GetUtcNow(),
        Phase = phase,
    };
}
