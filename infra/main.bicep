targetScope = 'subscription'

import { releaseEnvironment, tagMap } from 'types.bicep'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment. Everything is named after it, always in the same way.')
param environmentName string

@minLength(1)
@description('Primary location of all resources; Flex Consumption must be there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of who deploys: administrator of the API and owner of the new stores\' data. Empty for nobody.')
param principalId string = deployer().objectId

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What principalId is.')
param principalType string = 'User'

@minLength(1)
@maxLength(10)
@description('The environments that plans may name.')
param environments releaseEnvironment[] = [
  { name: 'staging', production: false, appConfigurationId: '', workspaceId: '' }
  { name: 'production', production: true, appConfigurationId: '', workspaceId: '' }
]

@description('Whether stores that azd down has left behind (soft delete) are taken back instead of made.')
param recoverStores bool = false

@description('Whether Durable Functions keep their state in a Durable Task Scheduler instead of the storage account.')
param useDurableTaskScheduler bool = false

@description('Client id of the API\'s app registration. Empty: nobody signs in with Entra ID.')
param entraClientId string = ''

@description('Patterns of GitHub OIDC subjects that may start releases, with commas between: repo:OWNER/REPO:environment:production. Empty: none.')
param githubStarterSubjects string = ''

@secure()
@description('Where alerts are sent (the common alert schema, as JSON). Empty: they are only shown in the portal.')
param alertWebhook string = ''

var abbrs = loadJsonContent('abbreviations.json')
var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))
var tags tagMap = { 'azd-env-name': environmentName }

// Names are known before anything is made: what-if is exact, and the same parameters find the same resources again.
var names = {
  actionGroup: '${abbrs.insightsActionGroups}${resourceToken}'
  alertRules: '${abbrs.insightsScheduledQueryRules}${resourceToken}'
  api: '${abbrs.webSitesFunctions}api-${resourceToken}'
  applicationInsights: '${abbrs.insightsComponents}${resourceToken}'
  deploymentContainer: 'app-package-${resourceToken}'
  identity: '${abbrs.managedIdentityUserAssignedIdentities}api-${resourceToken}'
  plan: '${abbrs.webServerFarms}${resourceToken}'
  resourceGroup: '${abbrs.resourcesResourceGroups}${environmentName}'
  scheduler: '${abbrs.durableTaskSchedulers}${resourceToken}'
  storage: '${abbrs.storageStorageAccounts}${resourceToken}'
  taskHub: '${abbrs.durableTaskHubs}${resourceToken}'
  workspace: '${abbrs.operationalInsightsWorkspaces}${resourceToken}'
}
var identityId = resourceId(
  subscription().subscriptionId,
  names.resourceGroup,
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  names.identity
)
var newWorkspaceId = resourceId(
  subscription().subscriptionId,
  names.resourceGroup,
  'Microsoft.OperationalInsights/workspaces',
  names.workspace
)
var newStores = filter(environments, environment => empty(environment.appConfigurationId))
var givenStores = filter(environments, environment => !empty(environment.appConfigurationId))
var givenWorkspaces = filter(environments, environment => !empty(environment.workspaceId))
var storeNames = [
  for environment in environments: empty(environment.appConfigurationId)
    ? '${abbrs.appConfigurationStores}${environment.name}-${resourceToken}'
    : last(split(environment.appConfigurationId, '/'))
]

resource rg 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: names.resourceGroup
  location: location
  tags: tags
}

module identity 'core/identity.bicep' = {
  scope: rg
  params: { name: names.identity, location: location, tags: tags }
}

module storage 'core/storage.bicep' = {
  scope: rg
  params: { name: names.storage, location: location, tags: tags, containerNames: [names.deploymentContainer] }
}

module monitoring 'core/monitoring.bicep' = {
  scope: rg
  params: {
    workspaceName: names.workspace
    applicationInsightsName: names.applicationInsights
    location: location
    tags: tags
  }
}

module stores 'core/app-configuration.bicep' = [
  for environment in newStores: {
    scope: rg
    params: {
      name: '${abbrs.appConfigurationStores}${environment.name}-${resourceToken}'
      location: location
      tags: union(tags, { 'release-environment': environment.name })
      recover: recoverStores
      workspaceResourceId: newWorkspaceId
    }
    dependsOn: [monitoring]
  }
]

module scheduler 'core/durable-task-scheduler.bicep' = if (useDurableTaskScheduler) {
  scope: rg
  params: { name: names.scheduler, taskHubName: names.taskHub, location: location, tags: tags }
}

module roles 'app/roles.bicep' = {
  scope: rg
  params: {
    appIdentityId: identityId
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
    storageAccountName: names.storage
    applicationInsightsName: names.applicationInsights
    workspaceName: names.workspace
    storeNames: [for environment in newStores: '${abbrs.appConfigurationStores}${environment.name}-${resourceToken}']
    schedulerName: useDurableTaskScheduler ? names.scheduler : ''
  }
  dependsOn: [storage, monitoring, stores, scheduler]
}

// What is given may be in any resource group: the same module assigns the same roles there.
module rolesOnGivenStores 'app/roles.bicep' = [
  for environment in givenStores: {
    scope: resourceGroup(split(environment.appConfigurationId, '/')[2], split(environment.appConfigurationId, '/')[4])
    params: {
      appIdentityId: identityId
      appPrincipalId: identity.outputs.principalId
      storeNames: [last(split(environment.appConfigurationId, '/'))]
    }
  }
]

module rolesOnGivenWorkspaces 'app/roles.bicep' = [
  for environment in givenWorkspaces: {
    scope: resourceGroup(split(environment.workspaceId, '/')[2], split(environment.workspaceId, '/')[4])
    params: {
      appIdentityId: identityId
      appPrincipalId: identity.outputs.principalId
      workspaceName: last(split(environment.workspaceId, '/'))
    }
  }
]

module environmentSettings 'app/environment.bicep' = [
  for (environment, i) in environments: {
    scope: rg
    params: {
      environment: environment
      storeName: storeNames[i]
      workspaceResourceId: empty(environment.workspaceId) ? newWorkspaceId : environment.workspaceId
    }
    dependsOn: [monitoring]
  }
]

module api 'app/api.bicep' = {
  scope: rg
  params: {
    name: names.api
    planName: names.plan
    location: location
    tags: tags
    identityName: names.identity
    storageAccountName: names.storage
    deploymentContainerName: names.deploymentContainer
    applicationInsightsName: names.applicationInsights
    environmentSettings: [for (environment, i) in environments: environmentSettings[i].outputs.settings]
    entraClientId: entraClientId
    administrators: empty(principalId) ? [] : [principalId]
    githubStarterSubjects: empty(githubStarterSubjects) ? [] : split(githubStarterSubjects, ',')
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    taskHubName: useDurableTaskScheduler ? names.taskHub : ''
  }
  // Its first start needs its roles.
  dependsOn: [roles]
}

module alerts 'app/alerts.bicep' = {
  scope: rg
  params: {
    namePrefix: names.alertRules
    actionGroupName: names.actionGroup
    location: location
    tags: tags
    workspaceResourceId: newWorkspaceId
    webhook: alertWebhook
    appPrincipalId: identity.outputs.principalId
  }
  dependsOn: [monitoring]
}

module workbook 'app/workbook.bicep' = {
  scope: rg
  params: { location: location, tags: tags, workspaceResourceId: newWorkspaceId }
  dependsOn: [monitoring]
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = rg.name
output SERVICE_API_NAME string = names.api
@description('Object id of the app\'s identity, for roles on what is not a part of this deployment.')
output SERVICE_API_PRINCIPAL_ID string = identity.outputs.principalId
output SERVICE_API_URI string = api.outputs.uri
output API_SCOPE string = empty(entraClientId) ? '' : 'api://${entraClientId}/.default'
output APP_CONFIGURATION_ENDPOINTS string[] = [
  for (environment, i) in environments: 'https://${storeNames[i]}.azconfig.io'
]
