using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EndToEnd;

/// <summary>The real host asked by somebody who has no key: every route that it describes, and those that it does not.</summary>
public sealed class AccessTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task Anonymous_GetsHealth_AndNothingElse()
    {
        using var anonymous = new HttpClient { BaseAddress = shared.Host.Http.BaseAddress };
        var document = await shared.Host.Http.GetFromJsonAsync<JsonElement>("openapi.json");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Method: operation.Name.ToUpperInvariant(), Path: path.Name)))
            .Append((Method: "GET", Path: "/openapi.json"))
            .ToList();

        Assert.Contains(operations, operation => operation.Path.StartsWith("/local/", StringComparison.Ordinal));
        foreach (var (method, path) in operations)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
            using var response = await anonymous.SendAsync(request);

            Assert.Equal((path, path.StartsWith("/health/", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Unauthorized), (path, response.StatusCode));
        }
    }

    [Fact]
    public async Task PageOfAnotherOrigin_IsToldNothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "api/releases");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await shared.Host.Http.SendAsync(request);

        Assert.False(response.IsSuccessStatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Key_IsInAFileThatOnlyItsUserReads() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(shared.Host.KeyFile));
}
