// What azd up makes when nothing is given.
using '../../../infra/main.bicep'

param environmentName = 'try'
param location = 'westeurope'
param principalId = '11111111-1111-1111-1111-111111111111'
