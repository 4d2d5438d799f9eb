#!/bin/sh
# Makes the API's app registration in Entra ID, once: people then sign in with `azd auth token`, and get roles in the portal.
# Where the directory does not allow it, the deployment goes on without: docs/how-to/deploy-with-azd.md#sign-in.
set -eu

[ -z "${ENTRA_CLIENT_ID:-}" ] || exit 0

graph=${GRAPH_ENDPOINT:-https://graph.microsoft.com}/v1.0
body=$(dirname "$0")/app-registration.json

without() {
  echo "Nobody signs in with Entra ID yet: $1"
  echo "Set it up as docs/how-to/deploy-with-azd.md#sign-in says, then: azd env set ENTRA_CLIENT_ID <client id> && azd provision"
  exit 0
}

command -v jq >/dev/null || without "jq is not installed."
token=$(azd auth token --scope https://graph.microsoft.com/.default --output json 2>/dev/null | jq -r '.token // empty') || without "azd has no token for Microsoft Graph."
[ -n "$token" ] || without "azd has no token for Microsoft Graph."

# The token goes through a file of curl's own syntax on standard input: a command line is for everybody to see.
call() { # method, path, body
  printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --silent --show-error --fail --max-time 60 --config - --request "$1" --header 'Content-Type: application/json' --data "$3" "$graph/$2"
}

name="ReleaseFunctions ($AZURE_ENV_NAME)"
made=$(call POST applications "$(jq --arg name "$name" '. + {displayName: $name}' "$body")") || without "the directory does not let you make an app registration."
client_id=$(printf '%s' "$made" | jq -r .appId)
object_id=$(printf '%s' "$made" | jq -r .id)
# Kept at once: a second run must not make a second one.
azd env set ENTRA_CLIENT_ID "$client_id"

# Azure CLI and azd (one client id) may ask for tokens without a question to each person.
call PATCH "applications/$object_id" "$(jq --arg id "$client_id" '{
  identifierUris: ["api://\($id)"],
  api: (.api + {preAuthorizedApplications: [{appId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", delegatedPermissionIds: [.api.oauth2PermissionScopes[0].id]}]})
}' "$body")" >/dev/null
call POST servicePrincipals "$(jq --null-input --arg id "$client_id" '{appId: $id}')" >/dev/null
echo "Made the app registration '$name' ($client_id)."
