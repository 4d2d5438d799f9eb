@export()
@description('One environment that plans may name.')
type releaseEnvironment = {
  @description('As plans name it: letters and digits, because it is a part of names of settings.')
  name: string

  @description('Put back before the others, and guarded most.')
  production: bool

  @description('Resource id of a store that is there already; empty for a new one.')
  appConfigurationId: string

  @description('Resource id of the Log Analytics workspace that has its telemetry; empty for the one that is made here.')
  workspaceId: string

  @description('The label of its flags; none if not given.')
  label: string?

  @description('How long clients may take to see a changed flag, as hh:mm:ss.')
  refreshInterval: string?

  @description('How long telemetry may take to become visible, as hh:mm:ss.')
  ingestionDelay: string?

  @description('Resources whose metrics plans may ask for, by the names that plans give them: letters, digits, dots and underscores.')
  resources: meteredResources?

  @description('Resource ids of subscriptions, resource groups or resources that Azure is asked for the fired alerts of.')
  alertScopes: string[]?
}

@export()
@description('Resources by name. The app needs Monitoring Reader on each.')
type meteredResources = {
  *: {
    id: string

    @description('With it up to 50 resources of a region are asked in one request; without it each by itself.')
    region: string?
  }
}

@export()
@description('Tags of a resource.')
type tagMap = {
  *: string
}

@export()
@description('App settings, by name.')
type appSettings = {
  *: string
}
