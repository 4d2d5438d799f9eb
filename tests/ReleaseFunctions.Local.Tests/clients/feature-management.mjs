// Evaluates every flag of a store for every unit, as a service on Node.js does, and prints what it saw as one line of JSON.
import assert from "node:assert/strict";
import { AppConfigurationClient, featureFlagPrefix } from "@azure/app-configuration";
import { ConfigurationObjectFeatureFlagProvider, FeatureManager } from "@microsoft/feature-management";

const { APPCONFIG_CONNECTION_STRING: connectionString, UNITS: units } = process.env;
assert.ok(connectionString && units, "APPCONFIG_CONNECTION_STRING says where the store is, UNITS whom to evaluate for.");
const client = new AppConfigurationClient(connectionString, { allowInsecureConnection: true });

const flags = [];
for await (const setting of client.listConfigurationSettings({ keyFilter: `${featureFlagPrefix}*` })) {
  flags.push(JSON.parse(setting.value));
}

const even = { name: "Contoso.Even", evaluate: (_, unit) => Number(unit.userId.at(-1)) % 2 === 0 };

async function read(flag) {
  // One provider a flag: it validates all that it holds, and one mistake would hide the others.
  const features = new FeatureManager(new ConfigurationObjectFeatureFlagProvider({ feature_management: { feature_flags: [flag] } }), { customFilters: [even] });
  const seen = [];
  for (const unit of JSON.parse(units)) {
    const state = (await features.isEnabled(flag.id, unit)) ? "on" : "off";
    seen.push(`${state} ${(await features.getVariant(flag.id, unit))?.name ?? "-"}`);
  }
  return { seen };
}

const readings = {};
for (const flag of flags) {
  readings[flag.id] = await read(flag).catch((error) => ({ error: String(error) }));
}
console.log(JSON.stringify(readings));
