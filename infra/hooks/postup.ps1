# Says where the API is and how to start the sample release.
$ErrorActionPreference = 'Stop'

Write-Host "`nThe API answers at $env:SERVICE_API_URI (health: $env:SERVICE_API_URI/health/ready)."
if (-not $env:API_SCOPE) {
    Write-Host 'Nobody signs in with Entra ID yet: docs/how-to/deploy-with-azd.md#sign-in.'
    exit 0
}

Write-Host "Start the sample release (make its flag first, off, in each store):`n"
foreach ($store in ($env:APP_CONFIGURATION_ENDPOINTS | ConvertFrom-Json)) {
    Write-Host "  az appconfig feature set --auth-mode login --endpoint $store --feature llm.batched-decoding --yes"
}
Write-Host '  Invoke-RestMethod -Method Post -InFile samples/plans/llm-serving-v2.yaml -ContentType application/yaml `'
Write-Host "    -Headers @{ Authorization = `"Bearer `$((azd auth token --scope $env:API_SCOPE --output json | ConvertFrom-Json).token)`" } ``"
Write-Host "    -Uri $env:SERVICE_API_URI/api/releases`n"
