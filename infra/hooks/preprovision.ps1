# Makes the API's app registration in Entra ID, once: people then sign in with `azd auth token`, and get roles in the portal.
# Where the directory does not allow it, the deployment goes on without: docs/how-to/deploy-with-azd.md#sign-in.
$ErrorActionPreference = 'Stop'

if ($env:ENTRA_CLIENT_ID) { exit 0 }

$endpoint = if ($env:GRAPH_ENDPOINT) { $env:GRAPH_ENDPOINT } else { 'https://graph.microsoft.com' }
$registration = Get-Content -Raw (Join-Path $PSScriptRoot 'app-registration.json') | ConvertFrom-Json -AsHashtable

function Exit-Without([string] $why) {
    Write-Host "Nobody signs in with Entra ID yet: $why"
    Write-Host 'Set it up as docs/how-to/deploy-with-azd.md#sign-in says, then: azd env set ENTRA_CLIENT_ID <client id>; azd provision'
    exit 0
}

$token = (azd auth token --scope https://graph.microsoft.com/.default --output json 2>$null | ConvertFrom-Json).token
if (-not $token) { Exit-Without 'azd has no token for Microsoft Graph.' }

function Invoke-Graph([string] $method, [string] $path, [hashtable] $body) {
    Invoke-RestMethod -Method $method -Uri "$endpoint/v1.0/$path" -ContentType 'application/json' -TimeoutSec 60 `
        -Headers @{ Authorization = "Bearer $token" } -Body ($body | ConvertTo-Json -Depth 10)
}

$name = "ReleaseFunctions ($env:AZURE_ENV_NAME)"
try {
    $made = Invoke-Graph POST 'applications' ($registration + @{ displayName = $name })
}
catch {
    Exit-Without 'the directory does not let you make an app registration.'
}

# Kept at once: a second run must not make a second one.
azd env set ENTRA_CLIENT_ID $made.appId

# Azure CLI and azd (one client id) may ask for tokens without a question to each person.
$api = $registration.api + @{
    preAuthorizedApplications = @(@{ appId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'; delegatedPermissionIds = @($registration.api.oauth2PermissionScopes[0].id) })
}
Invoke-Graph PATCH "applications/$($made.id)" @{ identifierUris = @("api://$($made.appId)"); api = $api } | Out-Null
Invoke-Graph POST 'servicePrincipals' @{ appId = $made.appId } | Out-Null
Write-Host "Made the app registration '$name' ($($made.appId))."
