metadata description = 'The Functions app on Flex Consumption. It has one identity and no secret.'

import { appSettings, tagMap } from '../types.bicep'

param name string
param planName string
param location string
param tags tagMap
param identityName string
param storageAccountName string
param deploymentContainerName string
param applicationInsightsName string

@description('The environments, as app settings.')
param environmentSettings appSettings[]

@description('Client id of the API\'s app registration; empty for none.')
param entraClientId string

@description('Object ids of who administers the API before anybody has a role in the directory.')
param administrators string[]

@description('Patterns of GitHub OIDC subjects that may start releases.')
param githubStarterSubjects string[]

@description('Task hub in a Durable Task Scheduler; empty for the one in the storage account.')
param taskHubName string
param schedulerEndpoint string

@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

var hostSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  AzureWebJobsStorage__blobServiceUri: storageAccount.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storageAccount.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storageAccount.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  // Which identity Azure.Identity takes.
  AZURE_CLIENT_ID: identity.properties.clientId
}

var entraSettings = empty(entraClientId)
  ? {}
  : {
      Authentication__Entra__TenantId: tenant().tenantId
      Authentication__Entra__ClientId: entraClientId
    }
// Nothing of Entra ID without the registration: half of it is an error to the app.
var administratorSettings = empty(entraClientId)
  ? {}
  : toObject(
      range(0, length(administrators)),
      i => 'Authentication__Entra__Administrators__${i}',
      i => administrators[i]
    )
var githubSettings = reduce(
  range(0, length(githubStarterSubjects)),
  {},
  (all, i) =>
    union(all, {
      'Authentication__GitHub__Subjects__${i}__Pattern': trim(githubStarterSubjects[i])
      'Authentication__GitHub__Subjects__${i}__Roles__0': 'Starter'
    })
)
var schedulerSettings = empty(taskHubName)
  ? {}
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identity.properties.clientId}'
      TASKHUB_NAME: taskHubName
      AzureFunctionsJobHost__extensions__durableTask__hubName: taskHubName
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
    }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource api 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storageAccount.properties.primaryEndpoints.blob}${deploymentContainerName}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        // A timer of a release must not wait for a cold start.
        alwaysReady: [{ name: 'durable', instanceCount: 1 }]
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
      }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      hostSettings,
      reduce(environmentSettings, {}, (all, one) => union(all, one)),
      entraSettings,
      administratorSettings,
      githubSettings,
      schedulerSettings,
      {
        // What a token must be made for: the action asks GitHub for one with the API's own address.
        Authentication__GitHub__Audience: 'https://${api.properties.defaultHostName}'
      }
    )
  }

  // Publishing goes with tokens: no user name and password opens a door beside them.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output uri string = 'https://${api.properties.defaultHostName}'
