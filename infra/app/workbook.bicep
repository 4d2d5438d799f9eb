metadata description = 'The workbook: what releases did, and what they were told by.'

import { tagMap } from '../types.bicep'

param location string
param tags tagMap
param workspaceResourceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'release-functions')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: 'Releases'
    serializedData: string(loadJsonContent('workbook.json'))
    sourceId: workspaceResourceId
    version: 'Notebook/1.0'
  }
}
