metadata description = 'What people are called for: a rollback that fails, a release that is stuck, a flag that somebody else has written.'

import { tagMap } from '../types.bicep'

param namePrefix string
param actionGroupName string
param location string
param tags tagMap
param workspaceResourceId string

@secure()
@description('Where alerts are sent; empty for nowhere.')
param webhook string

@description('The app\'s identity: its writes of flags are expected.')
param appPrincipalId string

@minValue(1)
@maxValue(47)
@description('A release that has told nothing for so many hours is stuck. Longer than any hold may last.')
param stuckAfterHours int = 26

var rules = [
  {
    name: 'rollback-failed'
    title: 'A rollback failed'
    description: 'Some flags could not be put back. The release keeps trying; its break-glass script restores them by hand: docs/how-to/answer-alerts.md#a-rollback-failed'
    severity: 0
    frequency: 'PT5M'
    lookBack: 'PT15M'
    query: loadTextContent('queries/rollback-failed.kql')
    dimension: 'ReleaseId'
  }
  {
    name: 'release-stuck'
    title: 'A release is stuck'
    description: 'A release that has not ended has told nothing for longer than any wait may last: docs/how-to/answer-alerts.md#a-release-is-stuck'
    severity: 1
    frequency: 'PT1H'
    lookBack: 'P2D'
    query: replace(loadTextContent('queries/release-stuck.kql'), 'STUCK_AFTER', '${stuckAfterHours}h')
    dimension: 'ReleaseId'
  }
  {
    name: 'foreign-flag-write'
    title: 'Somebody else wrote a flag'
    description: 'A flag was written by someone who is not the control plane: docs/how-to/answer-alerts.md#somebody-else-wrote-a-flag'
    severity: 2
    frequency: 'PT15M'
    lookBack: 'PT1H'
    query: replace(loadTextContent('queries/foreign-flag-write.kql'), 'APP_PRINCIPAL_ID', appPrincipalId)
    dimension: 'Writer'
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'releases'
    webhookReceivers: empty(webhook) ? [] : [{ name: 'webhook', serviceUri: webhook, useCommonAlertSchema: true }]
  }
}

resource alertRules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${namePrefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.description
      enabled: true
      severity: rule.severity
      scopes: [workspaceResourceId]
      evaluationFrequency: rule.frequency
      windowSize: rule.lookBack
      autoMitigate: true
      // A table that has had no row yet does not exist yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [{ name: rule.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroup.id] }
    }
  }
]
