metadata description = 'One environment as the app reads it from its settings: EnvironmentSettings.cs.'

import { appSettings, releaseEnvironment } from '../types.bicep'

param environment releaseEnvironment

param storeName string
param workspaceResourceId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: last(split(workspaceResourceId, '/'))
  scope: resourceGroup(split(workspaceResourceId, '/')[2], split(workspaceResourceId, '/')[4])
}

output settings appSettings = {
  'Environments__${environment.name}__Production': string(environment.production)
  'Environments__${environment.name}__AppConfigurationEndpoint': 'https://${storeName}.azconfig.io'
  'Environments__${environment.name}__Label': environment.?label ?? ''
  'Environments__${environment.name}__WorkspaceId': workspace.properties.customerId
  'Environments__${environment.name}__RefreshInterval': environment.?refreshInterval ?? '00:00:30'
  'Environments__${environment.name}__IngestionDelay': environment.?ingestionDelay ?? '00:03:00'
}
