using ReleaseFunctions.Local.Demo;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.Hosting;
using ReleaseFunctions.Local.World;
using Releases.Azure;
using Releases.Service.Access;
using Spectre.Console;

var arguments = HostArguments.Parse(args);
if (arguments.Help || arguments.Unknown.Count > 0)
{
    Console.WriteLine(arguments.Unknown.Count > 0 ? $"Not understood: {string.Join(' ', arguments.Unknown)}\n\n{HostArguments.Usage}" : HostArguments.Usage);
    return arguments.Help ? 0 : 2;
}

if (Console.IsOutputRedirected)
{
    // A log has no width of its own; sentences are not broken in it.
    AnsiConsole.Profile.Width = 240;
}

var narrator = new Narrator(AnsiConsole.Console);
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetSection("Local").Get<LocalSettings>() ?? new LocalSettings();
if (arguments.Demo)
{
    settings = DemoData.Prepare(settings);
}

using var guard = FolderGuard.Take(settings.DataFolder);
if (guard is null)
{
    await Console.Error.WriteLineAsync($"Another host works on {Path.GetFullPath(settings.DataFolder)}. End it, or give this one a folder of its own: --Local:DataFolder=PATH --Local:FirstPort=0");
    return 3;
}

if (arguments.Demo)
{
    DemoData.Clear(settings);
}

using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
narrator.Line("Starting the local world: Azurite (installed from npm the first time), App Configuration, Log Analytics, pipelines …");
await using var world = await LocalWorld.StartAsync(settings, TimeProvider.System, loggers, CancellationToken.None);
if (arguments.NoDriver)
{
    await using var bare = WorldHost.Build(builder, world);
    await bare.StartAsync();
    var pipelines = new Uri(bare.Urls.First());
    narrator.Addresses([.. Addresses.Of(world, null), ("Pipelines", new Uri(pipelines, "local/pipelines").ToString()), ("Settings for Functions", FunctionsSettings.Write(world))]);
    await Addresses.WriteAsync(world, null);
    await bare.WaitForShutdownAsync();
    return 0;
}

await using var journal = Journal.Open(Path.Combine(settings.DataFolder, "journal.db"));
var storage = await StorageStores.OpenAsync(world.StorageConnectionString, CancellationToken.None);
await using var app = EmbeddedHost.Build(builder, world, journal, storage);
await app.StartAsync();
var api = new Uri(app.Urls.First());
narrator.Addresses(Addresses.Of(world, api));
await Addresses.WriteAsync(world, api);

if (!arguments.Demo)
{
    await app.WaitForShutdownAsync();
    return 0;
}

using var http = new HttpClient { BaseAddress = api };
http.DefaultRequestHeaders.Add(Gatekeeper.KeyHeader, LocalKey.Of(settings));
var right = await new DemoRun(world, new DemoClient(http), narrator).RunAsync(app.Lifetime.ApplicationStopping);
if (arguments.ExitWhenDone)
{
    await app.StopAsync();
    return right ? 0 : 1;
}

narrator.Line("The world stays up; Ctrl+C ends it. Look around:");
narrator.Addresses(Addresses.Of(world, api));
await app.WaitForShutdownAsync();
return right ? 0 : 1;
