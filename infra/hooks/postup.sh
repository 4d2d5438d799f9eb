#!/bin/sh
# Says where the API is and how to start the sample release.
set -eu

echo
echo "The API answers at $SERVICE_API_URI (health: $SERVICE_API_URI/health/ready)."
if [ -z "${API_SCOPE:-}" ]; then
  echo "Nobody signs in with Entra ID yet: docs/how-to/deploy-with-azd.md#sign-in."
  exit 0
fi

echo "Start the sample release (make its flag first, off, in each store):"
echo
printf '%s' "$APP_CONFIGURATION_ENDPOINTS" | tr -d '[]"' | tr ',' '\n' | while IFS= read -r store || [ -n "$store" ]; do
  echo "  az appconfig feature set --auth-mode login --endpoint $store --feature llm.batched-decoding --yes"
done
echo "  curl --data-binary @samples/plans/llm-serving-v2.yaml \\"
echo "    --header \"Authorization: Bearer \$(azd auth token --scope $API_SCOPE --output json | jq -r .token)\" \\"
echo "    $SERVICE_API_URI/api/releases"
echo
