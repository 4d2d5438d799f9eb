using DurableTask.Core;
using DurableTask.Core.Query;

namespace ReleaseFunctions.Tests.Hub;

/// <summary>All that the in-process engine asks of a task hub.</summary>
public interface IHub : IOrchestrationService, IOrchestrationServiceClient, IOrchestrationServiceQueryClient, IOrchestrationServicePurgeClient;
