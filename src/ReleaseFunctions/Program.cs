using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleaseFunctions.Durable;
using ReleaseFunctions.Hosting;
using Releases.Azure.Environments;
using Releases.Governance;
using Releases.Judgement.Alerts;
using Releases.Leases;
using Releases.Records;
using Releases.Service;
using Releases.Service.Access;
using Releases.Service.Checks;
using Releases.Service.Performing;
using Releases.Service.Settings;
using Releases.Service.Watching;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

// In Azure the app has an identity of its own, and nothing else is tried; where it runs by hand, it is the developer's.
TokenCredential credential = builder.Configuration["AZURE_CLIENT_ID"] is { Length: > 0 } client
    ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
    : new DefaultAzureCredential();
var storage = await HostStorage.OpenAsync(builder.Configuration, credential);
var environments = new AzureEnvironments(EnvironmentsSection.Read(builder.Configuration), credential, TimeProvider.System);

var services = builder.Services;
services.AddSingleton(TimeProvider.System);
services.AddSingleton(AccessSection.Read(builder.Configuration));
services.AddSingleton<IReleaseRecords>(storage.Records);
services.AddSingleton<IReleaseDocuments>(storage.Documents);
services.AddSingleton<ILeases>(storage.Leases);
services.AddSingleton<IGovernance>(storage.Governance);
services.AddSingleton<IAlerts>(storage.Alerts);
services.AddSingleton(storage.Rings);
services.AddSingleton<IEnvironments>(new ConnectedEnvironments(environments));
services.AddSingleton<DurableEngine>();
services.AddSingleton<IReleaseEngine>(provider => provider.GetRequiredService<DurableEngine>());
services.AddSingleton<RingWatch>();
services.AddSingleton(builder.Configuration.GetSection(CheckSettings.Section).Get<CheckSettings>() ?? new CheckSettings());
services.AddSingleton(LibrariesSection.Read(builder.Configuration, AppContext.BaseDirectory));
services.AddReleases();

if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
{
    services.AddOpenTelemetry().UseFunctionsWorkerDefaults().UseAzureMonitorExporter(options => options.Credential = credential);
}

await builder.Build().RunAsync();
