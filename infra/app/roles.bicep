metadata description = 'Every role assignment of the control plane. Each has its line, with the reason, in docs/reference/azure-roles.md.'

@description('Resource id of the app\'s identity: assignments are named after it, because it is known before anything is made.')
param appIdentityId string

@description('Object id of the app\'s identity.')
param appPrincipalId string

@description('Who deploys; empty for nobody.')
param deployerPrincipalId string = ''
param deployerPrincipalType string = 'User'

// Each may be left out: nothing is assigned on it then.
param storageAccountName string = ''
param applicationInsightsName string = ''
param workspaceName string = ''
param storeNames string[] = []
param schedulerName string = ''

var roleIds = {
  appConfigurationDataOwner: '5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  logAnalyticsDataReader: '3b03c2da-16b3-4a49-8834-0f8130efdd3b'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = if (!empty(storageAccountName)) {
  name: storageAccountName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = if (!empty(applicationInsightsName)) {
  name: applicationInsightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = if (!empty(workspaceName)) {
  name: workspaceName
}

resource stores 'Microsoft.AppConfiguration/configurationStores@2024-06-01' existing = [
  for storeName in storeNames: {
    name: storeName
  }
]

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = if (!empty(schedulerName)) {
  name: schedulerName
}

resource appOwnsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(storageAccountName)) {
  name: guid(storageAccount.id, appIdentityId, roleIds.storageBlobDataOwner)
  scope: storageAccount
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.storageBlobDataOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appUsesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(storageAccountName)) {
  name: guid(storageAccount.id, appIdentityId, roleIds.storageQueueDataContributor)
  scope: storageAccount
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleIds.storageQueueDataContributor
    )
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appUsesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(storageAccountName)) {
  name: guid(storageAccount.id, appIdentityId, roleIds.storageTableDataContributor)
  scope: storageAccount
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleIds.storageTableDataContributor
    )
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appSendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(applicationInsightsName)) {
  name: guid(applicationInsights.id, appIdentityId, roleIds.monitoringMetricsPublisher)
  scope: applicationInsights
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleIds.monitoringMetricsPublisher
    )
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appAsksTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(workspaceName)) {
  name: guid(workspace.id, appIdentityId, roleIds.logAnalyticsDataReader)
  scope: workspace
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds.logAnalyticsDataReader)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource appWritesFlags 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (storeName, i) in storeNames: {
    name: guid(stores[i].id, appIdentityId, roleIds.appConfigurationDataOwner)
    scope: stores[i]
    properties: {
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roleIds.appConfigurationDataOwner
      )
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

resource deployerWritesFlags 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (storeName, i) in storeNames: if (!empty(deployerPrincipalId)) {
    name: guid(stores[i].id, deployerPrincipalId, roleIds.appConfigurationDataOwner)
    scope: stores[i]
    properties: {
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roleIds.appConfigurationDataOwner
      )
      principalId: deployerPrincipalId
      principalType: deployerPrincipalType
    }
  }
]

resource appUsesTaskHub 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(schedulerName)) {
  name: guid(scheduler.id, appIdentityId, roleIds.durableTaskDataContributor)
  scope: scheduler
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roleIds.durableTaskDataContributor
    )
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}
