metadata description = 'One environment as the app reads it from its settings: EnvironmentSettings.cs.'

import { appSettings, releaseEnvironment } from '../types.bicep'

param environment releaseEnvironment

@description('Its place in the list.')
param index int
param storeName string
param workspaceResourceId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: last(split(workspaceResourceId, '/'))
  scope: resourceGroup(split(workspaceResourceId, '/')[2], split(workspaceResourceId, '/')[4])
}

output settings appSettings = {
  'Releases__Environments__${index}__Name': environment.name
  'Releases__Environments__${index}__Production': string(environment.production)
  'Releases__Environments__${index}__AppConfigurationEndpoint': 'https://${storeName}.azconfig.io'
  'Releases__Environments__${index}__Label': environment.?label ?? ''
  'Releases__Environments__${index}__WorkspaceId': workspace.properties.customerId
  'Releases__Environments__${index}__RefreshInterval': environment.?refreshInterval ?? '00:00:30'
  'Releases__Environments__${index}__IngestionDelay': environment.?ingestionDelay ?? '00:03:00'
}
