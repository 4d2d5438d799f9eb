metadata description = 'A store of flags that takes tokens only and can be got back when it was deleted. Who writes flags is logged.'

import { tagMap } from '../types.bicep'

param name string
param location string
param tags tagMap

@description('Whether a deleted store of this name is taken back.')
param recover bool
param workspaceResourceId string

resource store 'Microsoft.AppConfiguration/configurationStores@2024-06-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'standard' }
  properties: {
    createMode: recover ? 'Recover' : 'Default'
    dataPlaneProxy: { authenticationMode: 'Pass-through', privateLinkDelegation: 'Disabled' }
    disableLocalAuth: true
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    softDeleteRetentionInDays: 7
  }
}

// Newer than the only version without 'preview', which knows one setting a resource.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'who-writes-flags'
  scope: store
  properties: {
    workspaceId: workspaceResourceId
    logs: [
      { category: 'HttpRequest', enabled: true }
      { category: 'Audit', enabled: true }
    ]
  }
}
