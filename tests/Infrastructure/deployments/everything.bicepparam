// Every choice taken: a scheduler, sign-in, GitHub, a webhook, and one environment on a store and a workspace that are there already, with
// resources whose metrics and alerts are asked for.
using '../../../infra/main.bicep'

param environmentName = 'try'
param location = 'westeurope'
param principalId = '11111111-1111-1111-1111-111111111111'
param principalType = 'ServicePrincipal'
param recoverStores = true
param useDurableTaskScheduler = true
param entraClientId = '22222222-2222-2222-2222-222222222222'
param githubStarterSubjects = 'repo:octo/orders:environment:production, repo:octo/invoices:ref:refs/heads/main'
param alertWebhook = 'https://example.com/the-secret-hook'
param environments = [
  { name: 'staging', production: false, appConfigurationId: '', workspaceId: '', label: 'staging' }
  {
    name: 'production'
    production: true
    appConfigurationId: '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-shared/providers/Microsoft.AppConfiguration/configurationStores/appcs-shared'
    workspaceId: '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-shared'
    ingestionDelay: '00:05:00'
    resources: {
      orders_queue: {
        id: '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-shared/providers/Microsoft.ServiceBus/namespaces/sb-orders'
        region: 'westeurope'
      }
      orders_plan: {
        id: '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-shared/providers/Microsoft.Web/serverfarms/plan-orders'
      }
    }
    alertScopes: [
      '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-shared'
      '/subscriptions/33333333-3333-3333-3333-333333333333/resourceGroups/rg-logs'
    ]
  }
]
