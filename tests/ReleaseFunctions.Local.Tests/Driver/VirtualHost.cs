using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using ReleaseFunctions.Local.Driver;
using Releases.Lifecycle;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>
/// One release on the embedded engine and its journal, as hosts run them, in a virtual world: that world's clock, stores, people and telemetry. The
/// world stands still while the engine does something, and goes on while it waits.
/// </summary>
internal sealed class VirtualHost(VirtualWorld world, ReleaseState first, IReadOnlyList<HostDeath> deaths)
{
    private readonly Channel<Moment> _moments = Channel.CreateUnbounded<Moment>();

    /// <summary>Runs it to its end.</summary>
    /// <returns>The state that the journal has kept.</returns>
    internal static async Task<ReleaseState> RunAsync(VirtualWorld world, ReleaseState first, IReadOnlyList<HostDeath> deaths)
    {
        // Nobody sees the states of the engine's driver.
        world.Watch = null;
        var folder = Directory.CreateTempSubdirectory("virtual-host-");
        try
        {
            var file = Path.Combine(folder.FullName, "journal.db");
            await new VirtualHost(world, first, deaths).RunAsync(file);
            return Kept(file, first.Id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Host after host, each of which dies but the last.</summary>
    private async Task RunAsync(string file)
    {
        for (var isFirst = true; await HostAsync(file, isFirst) is { } death; isFirst = false)
        {
            world.Agenda.PassUntil(world.Now + death.Down);
            // Whoever takes a release up looks into its inbox anyway.
            world.TakeBell();
        }
    }

    private async Task<HostDeath?> HostAsync(string file, bool isFirst)
    {
        await using var journal = Journal.Open(file);
        var performer = new VirtualPerformer(world, deaths, _moments.Writer);
        using var engine = new EmbeddedEngine(journal, performer, new VirtualTime(world, _moments.Writer), new EngineMoments(_moments.Writer));
        performer.Ring = () => _ = engine.RingAsync(first.Id, CancellationToken.None);
        await (isFirst ? engine.StartAsync(first, CancellationToken.None) : engine.StartAsync(CancellationToken.None));
        while (true)
        {
            switch (await _moments.Reader.ReadAsync())
            {
                case Moment.Waits(var timer):
                    LetPass(timer, performer);
                    break;
                case Moment.Dies(var death):
                    await engine.StopAsync(CancellationToken.None);
                    return death;
                case Moment.Breaks(var problem):
                    throw new InvalidOperationException("The engine cannot go on.", problem);
                default:
                    await engine.StopAsync(CancellationToken.None);
                    return null;
            }
        }
    }

    private void LetPass(VirtualTimer timer, VirtualPerformer performer)
    {
        world.PassUntil(timer.Due);
        if (world.TakeBell())
        {
            performer.Ring();
        }
        else
        {
            timer.Ring();
        }
    }

    private static ReleaseState Kept(string file, string id)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state FROM releases WHERE id = $id AND ended = 1";
        command.Parameters.AddWithValue("$id", id);
        return StateDocument.Read((string)command.ExecuteScalar()!);
    }
}
