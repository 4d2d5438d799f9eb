// The round trip of the .NET tests, with the JavaScript client, in the version that APPCONFIG_PACKAGE names: exits with 1 at the first difference.
import assert from "node:assert/strict";

const { APPCONFIG_CONNECTION_STRING: connectionString, APPCONFIG_PACKAGE: name = "@azure/app-configuration" } = process.env;
const { AppConfigurationClient, featureFlagContentType, featureFlagPrefix } = await import(name);
assert.ok(connectionString, "APPCONFIG_CONNECTION_STRING says where the store is.");
const client = new AppConfigurationClient(connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });

async function all(iterator) {
  const items = [];
  for await (const item of iterator) items.push(item);
  return items;
}

const refused = (statusCode, action) => assert.rejects(action, (error) => error.statusCode === statusCode);

async function settings() {
  const added = await client.addConfigurationSetting({
    key: "js/size, a\\b*c", label: "prod", value: "1", contentType: "text/plain", tags: { team: "data", "ü": "ß" },
  });
  const read = await client.getConfigurationSetting({ key: added.key, label: "prod" });
  assert.equal(read.value, "1");
  assert.equal(read.contentType, "text/plain");
  assert.deepEqual(read.tags, { team: "data", "ü": "ß" });
  assert.equal(read.etag, added.etag);
  assert.ok(read.lastModified instanceof Date);
  assert.equal(read.isReadOnly, false);
  await refused(412, client.addConfigurationSetting({ key: added.key, label: "prod", value: "2" }));
  await refused(404, client.getConfigurationSetting({ key: added.key }));

  const changed = await client.setConfigurationSetting({ ...read, value: "2" }, { onlyIfUnchanged: true });
  assert.notEqual(changed.etag, read.etag);
  await refused(412, client.setConfigurationSetting({ ...read, value: "3" }, { onlyIfUnchanged: true }));
  assert.equal((await client.getConfigurationSetting(changed, { onlyIfChanged: true })).statusCode, 304);
  assert.equal((await client.getConfigurationSetting(read, { onlyIfChanged: true })).value, "2");
  assert.deepEqual((await all(client.listRevisions({ keyFilter: "js/size\\, a\\\\b\\*c" }))).map((r) => r.value), ["2", "1"]);

  await client.setReadOnly(changed, true);
  await refused(409, client.setConfigurationSetting({ ...changed, value: "3" }));
  await refused(409, client.deleteConfigurationSetting(changed));
  await client.setReadOnly(changed, false);
  assert.equal((await client.deleteConfigurationSetting(changed)).statusCode, 200);
  assert.equal((await client.deleteConfigurationSetting(changed)).statusCode, 204);
}

async function flags() {
  await client.setConfigurationSetting({
    key: `${featureFlagPrefix}orders`, contentType: featureFlagContentType, isReadOnly: false,
    value: { id: "orders", enabled: true, conditions: { clientFilters: [{ name: "Microsoft.Targeting", parameters: { Audience: { DefaultRolloutPercentage: 5 } } }] } },
  });
  const flag = JSON.parse((await client.getConfigurationSetting({ key: `${featureFlagPrefix}orders` })).value);
  assert.equal(flag.conditions.client_filters[0].parameters.Audience.DefaultRolloutPercentage, 5);
}

async function lists() {
  for (let n = 0; n < 120; n++) {
    await client.setConfigurationSetting({ key: `list/${n}`, value: `${n}`, label: n % 2 ? "odd" : undefined, tags: { tens: `${Math.floor(n / 10)}` } });
  }
  const pages = await all(client.listConfigurationSettings({ keyFilter: "list/*" }).byPage());
  assert.deepEqual(pages.map((p) => p.items.length), [100, 20]);
  assert.equal((await all(client.listConfigurationSettings({ keyFilter: "list/*", labelFilter: "odd" }))).length, 60);
  assert.equal((await all(client.listConfigurationSettings({ keyFilter: "list/*", labelFilter: "\0" }))).length, 60);
  assert.equal((await all(client.listConfigurationSettings({ keyFilter: "list/1,list/2,list/none" }))).length, 2);
  assert.equal((await all(client.listConfigurationSettings({ keyFilter: "list/*", tagsFilter: ["tens=3"] }))).length, 10);
  const [few] = await all(client.listConfigurationSettings({ keyFilter: "list/7", fields: ["key", "value"] }));
  assert.deepEqual([few.key, few.value, few.label, few.lastModified], ["list/7", "7", undefined, undefined]);
  assert.deepEqual((await all(client.listLabels({ nameFilter: "od*" }))).map((l) => l.name), ["odd"]);
  await refused(400, all(client.listConfigurationSettings({ keyFilter: "a*b" })));

  const pageEtags = pages.map((p) => p.etag);
  await client.setConfigurationSetting({ key: "list/99", value: "changed", label: "odd" });
  const again = await all(client.listConfigurationSettings({ keyFilter: "list/*", pageEtags }).byPage());
  assert.deepEqual(again.map((p) => Number(p._response.status)), [304, 200]);
  if (name === "app-configuration-1-9") return; // has no checks yet
  const heads = await all(client.checkConfigurationSettings({ keyFilter: "list/*" }).byPage());
  assert.equal(heads.length, 2);
  assert.equal(heads[0].etag.replaceAll('"', ""), pageEtags[0].replaceAll('"', ""));
}

async function racers() {
  const start = await client.setConfigurationSetting({ key: "race", value: "start" });
  const results = await Promise.allSettled(
    Array.from({ length: 32 }, (_, n) => client.setConfigurationSetting({ ...start, value: `${n}` }, { onlyIfUnchanged: true })));
  assert.equal(results.filter((r) => r.status === "fulfilled").length, 1);
  assert.equal(results.filter((r) => r.reason?.statusCode === 412).length, 31);
}

for (const part of [settings, flags, lists, racers]) {
  await part();
  console.log(`${part.name}: as expected`);
}
