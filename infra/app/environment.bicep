metadata description = 'One environment as the app reads it from its settings: EnvironmentSettings.cs.'

import { appSettings, releaseEnvironment } from '../types.bicep'

param environment releaseEnvironment

param storeName string
param workspaceResourceId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: last(split(workspaceResourceId, '/'))
  scope: resourceGroup(split(workspaceResourceId, '/')[2], split(workspaceResourceId, '/')[4])
}

var resourceSettings = reduce(
  items(environment.?resources ?? {}),
  {},
  (all, one) =>
    union(
      all,
      { 'Environments__${environment.name}__Resources__${one.key}__Id': one.value.id },
      empty(one.value.?region)
        ? {}
        : { 'Environments__${environment.name}__Resources__${one.key}__Region': one.value.region }
    )
)
var alertScopes = environment.?alertScopes ?? []
var alertSettings = toObject(
  range(0, length(alertScopes)),
  i => 'Environments__${environment.name}__AlertScopes__${i}',
  i => alertScopes[i]
)
var ownSettings = {
  'Environments__${environment.name}__Production': string(environment.production)
  'Environments__${environment.name}__AppConfigurationEndpoint': 'https://${storeName}.azconfig.io'
  'Environments__${environment.name}__Label': environment.?label ?? ''
  'Environments__${environment.name}__WorkspaceId': workspace.properties.customerId
  'Environments__${environment.name}__RefreshInterval': environment.?refreshInterval ?? '00:00:30'
  'Environments__${environment.name}__IngestionDelay': environment.?ingestionDelay ?? '00:03:00'
}

output settings appSettings = union(ownSettings, resourceSettings, alertSettings)
