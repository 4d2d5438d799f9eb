using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Tests.World;
using Releases.Records;
using Releases.Service.Performing;
using Releases.Service.Starting;

namespace ReleaseFunctions.Tests.Durable;

/// <summary>What people read of a release does not depend on what runs it.</summary>
public sealed partial class SameTimelineTests
{
    private static readonly Dictionary<string, Story> Stories = new()
    {
        ["goes through"] = new(QuickPlans.TwoStages),
        ["fails"] = new(QuickPlans.TwoStages) { Given = world => world.Telemetry.Value = 2 },
        ["is refused"] = new(QuickPlans.TwoStages.Replace("{ key: orders,", "{ key: invoices,", StringComparison.Ordinal)),
        ["meets an edit"] = new(QuickPlans.LongBake)
        {
            Then = [new(ReleasePhase.Baking, SignalKind.Promote, Edit: """{"id":"orders","enabled":true}"""), new(ReleasePhase.Held, SignalKind.Abort, Edit: MemoryWorld.Off)],
        },
        ["is held, resumed and promoted"] = new(QuickPlans.LongBake)
        {
            Then = [new(ReleasePhase.Baking, SignalKind.Hold), new(ReleasePhase.Held, SignalKind.Resume), new(ReleasePhase.Baking, SignalKind.Promote)],
        },
        ["is approved"] = new(QuickPlans.Approved) { Then = [new(ReleasePhase.Waiting, SignalKind.Resume), new(ReleasePhase.Waiting, SignalKind.Approve)] },
        ["is aborted"] = new(QuickPlans.LongBake) { Then = [new(ReleasePhase.Baking, SignalKind.Abort)] },
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Release_OnEitherDriver_TellsTheSame(string name)
    {
        var durable = OnDurableAsync(Stories[name]);
        var embedded = OnTheEmbeddedDriverAsync(Stories[name]);

        Assert.Equal(await embedded, await durable);
    }

    private static async Task<string> OnDurableAsync(Story story)
    {
        await using var host = await DurableHost.StartAsync();
        return await TellAsync(story, host.World, host.Engine);
    }

    private static async Task<string> OnTheEmbeddedDriverAsync(Story story)
    {
        var folder = Directory.CreateTempSubdirectory("timelines-");
        await using var journal = Journal.Open(Path.Combine(folder.FullName, "journal.db"));
        var world = new MemoryWorld(world => new EmbeddedEngine(journal, world.Service<EffectPerformer>(), TimeProvider.System, NullLogger<EmbeddedEngine>.Instance));
        using var engine = (EmbeddedEngine)world.Service<IReleaseEngine>();
        var told = await TellAsync(story, world, engine);
        await engine.StopAsync(CancellationToken.None);
        folder.Delete(recursive: true);
        return told;
    }

    private static async Task<string> TellAsync(Story story, MemoryWorld world, IReleaseEngine engine)
    {
        story.Given(world);
        var id = Assert.IsType<StartResult.Running>(await world.Service<Starter>().StartAsync(new StartRequest(story.Plan, "ada", "a story"), CancellationToken.None)).Status.Id;
        for (var number = 0; number < story.Then.Count; number++)
        {
            var step = story.Then[number];
            await Until.TrueAsync(() => IsSeen(world.Records.StatusOf(id), step.Seen) && world.Records.AnswersOf(id).All(answers => answers.Count > 0), $"{id} to be {step.Seen}");
            if (step.Edit is not null)
            {
                world[MemoryWorld.Production].Put(QuickPlans.Flag, step.Edit);
            }

            await world.Records.StoreAsync(id, new Signal($"{number}", step.Signal, "grace", TimeProvider.System.GetUtcNow(), null, "all"), CancellationToken.None);
            await engine.RingAsync(id, CancellationToken.None);
        }

        await Until.TrueAsync(() => world.Records.StatusOf(id).Phase == ReleasePhase.Ended, $"{id} to end");
        return string.Join('\n', world.Records.TimelineOf(id).Select(entry => $"{entry.Kind} {entry.Stage} {Times().Replace(entry.Text, "#")}"));
    }

    /// <summary>A release that was only just entered waits as well, for nothing that is named yet.</summary>
    private static bool IsSeen(ReleaseStatus status, ReleasePhase phase) => status.Phase == phase && (phase != ReleasePhase.Waiting || status.WaitingFor.Count > 0);

    [GeneratedRegex(@"\d[\d,.:]*( (ms|s|min|h|d)\b)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();

    private sealed record Story(string Plan)
    {
        internal Action<MemoryWorld> Given { get; init; } = _ => { };

        internal IReadOnlyList<Step> Then { get; init; } = [];
    }

    /// <summary>Once the release is seen so, somebody edits the flag by hand, perhaps, and asks something.</summary>
    private sealed record Step(ReleasePhase Seen, SignalKind Signal, string? Edit = null);
}
