metadata description = 'Log Analytics, and Application Insights on it. Both take telemetry with tokens only.'

import { tagMap } from '../types.bicep'

param workspaceName string
param applicationInsightsName string
param location string
param tags tagMap

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
    retentionInDays: 90
    sku: { name: 'PerGB2018' }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.id
  }
}
