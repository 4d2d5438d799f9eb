using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using NSubstitute;
using Releases.Records;
using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

/// <summary>Tokens that are not what they should be, on every route; and what the right ones say.</summary>
public sealed class TokenTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    private const string Production = "repo:octo/orders:environment:production";

    private static readonly string[] Everything = [.. Enum.GetNames<Role>()];

    public static TheoryData<string> Wrong => [.. Cases.Keys];

    private static Dictionary<string, (int Status, Func<TokenIssuingServer, string> Token)> Cases { get; } = new()
    {
        ["signed with another key"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.SigningCredentials = OtherKey("another"))),
        ["signed with another key under the right id"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.SigningCredentials = OtherKey("the-key"))),
        ["signed with nothing"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.SigningCredentials = null)),
        ["signed with the public key as a secret"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token =>
            token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(issuer.PublicKey) { KeyId = "the-key" }, SecurityAlgorithms.HmacSha256))),
        ["changed after signing"] = (401, issuer => Changed(issuer.ForPerson("eve@octo.example", []))),
        ["expired"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddMinutes(-2)))),
        ["without an end"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.Expires = null)),
        ["from tomorrow"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => (token.NotBefore, token.Expires) = (DateTime.UtcNow.AddDays(1), DateTime.UtcNow.AddDays(2)))),
        ["for another audience"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.Audience = "https://management.azure.com")),
        ["for no audience"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.Audience = null)),
        ["of another tenant"] = (401, issuer => issuer.ForPerson("eve@octo.example", Everything, token => token.Issuer = new Uri(issuer.Address, "33333333-3333-3333-3333-333333333333/v2.0").ToString())),
        ["an ID token"] = (401, issuer => issuer.Token(issuer.Entra, TokenIssuingServer.ClientId, new() { ["oid"] = "oid-1", ["sub"] = "pairwise", ["upn"] = "eve@octo.example", ["roles"] = Everything }, null)),
        ["of a person without a name"] = (401, issuer => issuer.Token(issuer.Entra, TokenIssuingServer.ClientId, new() { ["oid"] = "oid-1", ["scp"] = "user_impersonation", ["roles"] = Everything }, null)),
        ["of nobody"] = (401, issuer => issuer.Token(issuer.Entra, TokenIssuingServer.ClientId, new() { ["scp"] = "user_impersonation", ["upn"] = "eve@octo.example", ["roles"] = Everything }, null)),
        ["GitHub's for another audience"] = (401, issuer => issuer.ForWorkflow(Production, change: token => token.Audience = "https://github.com/octo")),
        ["GitHub's for the audience of Entra ID"] = (401, issuer => issuer.ForWorkflow(Production, change: token => token.Audience = TokenIssuingServer.ClientId)),
        ["GitHub's without an actor"] = (401, issuer => issuer.ForWorkflow(Production, actor: "")),
        ["GitHub's of another repository"] = (403, issuer => issuer.ForWorkflow("repo:octo/other:environment:production")),
        ["GitHub's of another owner's repository of that name"] = (403, issuer => issuer.ForWorkflow("repo:evil/orders:environment:production")),
        ["GitHub's of another environment"] = (403, issuer => issuer.ForWorkflow("repo:octo/orders:environment:staging")),
        ["GitHub's of a pull request"] = (403, issuer => issuer.ForWorkflow("repo:octo/orders:pull_request")),
        ["GitHub's with the roles written in by the job"] = (403, issuer => issuer.Token(issuer.GitHub, TokenIssuingServer.Audience, new() { ["sub"] = "repo:octo/other:ref:refs/heads/main", ["actor"] = "eve", ["roles"] = Everything }, null)),
        ["without a role"] = (403, issuer => issuer.ForPerson("eve@octo.example", [])),
        ["with roles that are none"] = (403, issuer => issuer.ForPerson("eve@octo.example", ["Owner", "administrator", "4"])),
        ["no token at all"] = (401, _ => "nonsense"),
        ["three dots"] = (401, _ => "..."),
        ["a header without the rest"] = (401, _ => "eyJhbGciOiJSUzI1NiJ9.e30.x"),
        ["too long"] = (401, _ => new string('a', 20_000)),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WrongToken_OnEveryRoute_IsRefused_AndNothingIsTouched(string name)
    {
        var (status, make) = Cases[name];
        using var api = new GuardedApi(issuer.Settings());
        var token = make(issuer);

        foreach (var route in api.Routes.Where(route => !route.Access.IsOpen))
        {
            var answer = await api.AskAsync(route, token, """{"kind": "abort"}""");

            Assert.Equal((route.Name, status), (route.Name, answer.Status));
            Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
        }

        Assert.Empty(api.World.Records.ReceivedCalls());
        Assert.Empty(api.World.Engine.ReceivedCalls());
        Assert.NotEmpty(api.Log.Lines);
        Assert.DoesNotContain(api.Log.Lines.SelectMany(line => line.Values.Values), value => value?.Contains(token, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task IssuerIsDown_IsAFaultOfTheService_NotOfTheToken()
    {
        using var down = new TokenIssuingServer { IsDown = true };
        using var api = new GuardedApi(down.Settings());

        var answer = await api.AskAsync(api.Route("ListReleases"), down.ForPerson("ada@octo.example", ["Reader"]));

        Assert.Equal(503, answer.Status);
    }

    [Fact]
    public async Task NothingConfigured_OnlyHealthIsOpen()
    {
        using var api = new GuardedApi(new AccessSettings());

        foreach (var route in api.Routes)
        {
            var answer = await api.AskAsync(route, issuer.ForPerson("root@octo.example", Everything));

            Assert.Equal((route.Name, route.Pattern.StartsWith("health/", StringComparison.Ordinal)), (route.Name, answer.Status != 401));
        }
    }

    [Theory]
    [InlineData("ada@octo.example", "ada@octo.example")]
    [InlineData("ADA@Octo.example", "ada@octo.example")]
    public async Task Person_IsNamedAsInTheDirectory(string upn, string expected) =>
        Assert.Equal(expected, await StartedByAsync(issuer.ForPerson(upn, ["Starter"])));

    [Fact]
    public async Task Application_IsNamedByItsClientId() => Assert.Equal("app:client-7", await StartedByAsync(issuer.ForApplication("client-7", ["Starter"])));

    [Fact]
    public async Task Administrator_OfTheSettings_NeedsNoRoleInTheDirectory() =>
        Assert.Equal("root@octo.example", await StartedByAsync(issuer.ForPerson("root@octo.example", [])));

    [Fact]
    public async Task Workflow_IsNamedByItsActor() => Assert.Equal("github:ada", await StartedByAsync(issuer.ForWorkflow(Production, "Ada")));

    [Fact]
    public async Task SignalOfAWorkflow_IsItsActors_WhateverRepositoryAndHeaderSay()
    {
        // The same person through a second repository, which may approve: for the release it is still who has started it.
        using var api = new GuardedApi(issuer.Settings());
        api.World.Records.FindAsync("orders-1", default).ReturnsForAnyArgs(api.World.StatusOf("orders-1", startedBy: "github:ada"));

        var answer = await api.AskAsync(
            api.Route("SendSignal"),
            issuer.ForWorkflow("repo:octo/approvals:ref:refs/heads/main", "ada"),
            """{"kind": "approve", "stage": "second"}""",
            request => request.Headers[Gatekeeper.UserHeader] = "grace");

        Assert.Equal(202, answer.Status);
        await api.World.Records.Received(1).StoreAsync("orders-1", Arg.Is<Signal>(signal => signal.By == "github:ada"), Arg.Any<CancellationToken>());
    }

    private async Task<string> StartedByAsync(string token)
    {
        using var api = new GuardedApi(issuer.Settings());
        var answer = await api.AskAsync(api.Route("StartRelease"), token, ServiceWorld.Plan, request => request.Headers[Gatekeeper.UserHeader] = "somebody-else");
        Assert.True(answer.Status == 202, answer.Text);
        return ((ReleaseStatus)api.World.Records.ReceivedCalls().First(call => call.GetMethodInfo().Name == "CreateAsync").GetArguments()[0]!).StartedBy;
    }

    private static SigningCredentials OtherKey(string id) => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = id }, SecurityAlgorithms.RsaSha256);

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("\"roles\":[]", "\"roles\":[\"Administrator\"]", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }
}
