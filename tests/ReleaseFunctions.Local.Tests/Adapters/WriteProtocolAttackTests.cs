using CsCheck;
using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters;

/// <summary>
/// The write protocol against a store that loses responses, lets writes land late, throttles and shows old states, while the same effects
/// are performed again and again. Whatever happens, what is reported is true, and what was restored stays so.
/// </summary>
public sealed class WriteProtocolAttackTests
{
    private static readonly string[] Flags = ["a", "b", "c", "d", "e", "f", "g"];

    [Fact]
    public async Task ExposeAndRestore_AnyFaults_ReportsTheTruthAndEndsAsCaptured()
    {
        await using var fixture = await FlagStoreFixture.StartAsync(Flags);
        var releases = 0;
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 2]).SampleAsync(
            async (lost, held, throttled, retries, stale, repeats, released) =>
            {
                var release = $"r{++releases}";
                fixture.Store.Faults.Clear();
                await Task.WhenAll(Flags.Select(flag => fixture.EditAsync(flag, FlagStoreFixture.Off)));
                var (captured, token) = await fixture.CaptureWithTokenAsync(Flags);
                fixture.Store.Faults.LoseResponses(lost);
                var late = fixture.Store.Faults.HoldBackWrites(held);
                fixture.Store.Faults.Throttle(throttled, TimeSpan.FromMilliseconds(1));
                fixture.Store.Faults.StaleReads(stale ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);

                for (var i = 0; i <= repeats; i++)
                {
                    var writing = await fixture.Flags(retries).ExposeAsync(FlagStoreFixture.Writes(captured, release), token, CancellationToken.None);
                    token = writing.SyncToken ?? token;
                    foreach (var confirmed in writing.Results.OfType<FlagWriteResult.Confirmed>())
                    {
                        Assert.Contains("Microsoft.Targeting", await ValueAsync(fixture, confirmed.Key, token), StringComparison.Ordinal);
                    }

                    // Nobody else writes here.
                    Assert.DoesNotContain(writing.Results, result => result is not (FlagWriteResult.Confirmed or FlagWriteResult.Unknown));
                }

                // Held writes land before the way back, in the middle of it, or after it.
                var landing = released < 2 ? late.ReleaseAsync() : Task.CompletedTask;
                if (released == 0)
                {
                    await landing;
                }

                var open = captured;
                for (var attempt = 1; open.Count > 0 && attempt < 50; attempt++)
                {
                    var restoring = await fixture.Flags(retries).RestoreAsync(FlagStoreFixture.Restores(open, release, attempt), token, CancellationToken.None);
                    token = restoring.SyncToken ?? token;
                    Assert.DoesNotContain(restoring.Results, result => result is not (FlagRestoreResult.Restored or FlagRestoreResult.Unknown));
                    open = [.. open.Where(flag => restoring.Results.Any(result => result.Key == flag.Key && result is FlagRestoreResult.Unknown))];
                }

                Assert.Empty(open);
                await landing;
                await late.ReleaseAsync();
                fixture.Store.Faults.Clear();
                Assert.All(Flags, flag => Assert.Equal(FlagStoreFixture.Off, fixture.ValueAsync(flag).Result));
            },
            iter: 40,
            threads: 1);
    }

    private static async Task<string> ValueAsync(FlagStoreFixture fixture, string flag, string? token) =>
        Assert.Single((await fixture.Flags(retries: 8).ReadAsync([flag], token, CancellationToken.None)).Found).Value;
}
