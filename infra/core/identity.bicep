metadata description = 'The user-assigned identity that the app has in front of every other resource.'

import { tagMap } from '../types.bicep'

param name string
param location string
param tags tagMap

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
