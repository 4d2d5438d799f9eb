metadata description = 'A Durable Task Scheduler with one task hub, instead of the task hub in the storage account.'

import { tagMap } from '../types.bicep'

param name string
param taskHubName string
param location string
param tags tagMap

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Reached with tokens; Flex Consumption has no fixed addresses to name here.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: 'Consumption' }
  }

  resource taskHub 'taskHubs' = {
    name: taskHubName
  }
}

output endpoint string = scheduler.properties.endpoint
