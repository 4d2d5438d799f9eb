using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

public sealed class KeyTests
{
    private const string Key = "0123456789abcdef";

    [Theory]
    [InlineData("X-Api-Key", Key, 200)]
    [InlineData("Authorization", "Bearer " + Key, 200)]
    [InlineData("Authorization", "bearer " + Key, 200)]
    [InlineData("X-Api-Key", "0123456789abcdee", 401)]
    [InlineData("X-Api-Key", "", 401)]
    [InlineData("Authorization", "Basic " + Key, 401)]
    [InlineData("Authorization", "Bearer ", 401)]
    public async Task Key_OpensEverything_AndNothingElseDoes(string header, string value, int expected)
    {
        using var api = new GuardedApi(new AccessSettings { Key = Key });

        var answer = await api.AskAsync(api.Route("ListReleases"), null, change: request => request.Headers[header] = value);

        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("X-Api-Key")]
    [InlineData("Authorization")]
    public async Task NoKeyIsSet_AnEmptyOneOpensNothing(string header)
    {
        using var api = new GuardedApi(new AccessSettings { Key = "" });

        var answer = await api.AskAsync(api.Route("ListReleases"), null, change: request => request.Headers[header] = "");

        Assert.Equal(401, answer.Status);
    }
}
