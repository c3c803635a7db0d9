import { existsSync, readFileSync } from "node:fs";
import { checkTexts } from "../../src/app/check/check.ts";
import type { Config } from "../../src/app/config/config.ts";
import { uninjectTexts } from "../../src/app/inject/texts.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { withEntryNames } from "../../src/graft/entry-names.ts";
import { parsePath, valueAt } from "../../src/graft/path.ts";
import { provenanceAt } from "../../src/graft/provenance.ts";
import { workloadListKeys } from "../../src/kube/list-keys.ts";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { at, isList, isMap, toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { readCanonical } from "../../src/yaml/read-canonical.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import { collectionLines, ownStyle } from "../../src/yaml/write.ts";
import { assert, caseDirs, suite } from "../cases.ts";
import { configOf, type Done, injected, yamlValue } from "../function/run-core.ts";
import { runs } from "../runs.ts";
import { liveWorkload, sidecar } from "./live/live-workloads.ts";
import { live, stored } from "./live/server.ts";

const meshed = { name: "shop", labels: { "istio-injection": "enabled" } };
const spec = { kubernetesVersion: "1.34", istio: { tag: "1.30.5" }, sidecars: [sidecar], namespaces: { known: [meshed] } };
const generated = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "test" }, spec };

const EACH = 10;
/** In a thousand there was nothing that the first do not show. */
const COUNT = runs(250);

/** Law 7: what the server fills in changes nothing. */
suite("objects from a cluster", (test) => {
  for (let from = 0; from < COUNT; from += EACH) {
    test(`workloads ${from} to ${from + EACH - 1}`, async () => {
      const items = Array.from({ length: EACH }, (_, i) => toValue(liveWorkload(from + i)));
      assert.ok(await checkLaws(items, toValue(generated)));
    });
  }
  for (const { name, dir } of caseDirs("test/data/function")) {
    test(name, async () => {
      const read = (file: string) => yamlValue(readFileSync(`${dir}/${file}`, "utf8").replace(/^\ufeff/, ""));
      const input = read("input.yaml");
      const config = existsSync(`${dir}/config.yaml`) ? read("config.yaml") : at(input, "functionConfig");
      const items = at(input, "items");
      // The objects go through JSON, which has no integers beyond a double.
      if (isList(items) && config !== undefined && name !== "scalars-of-1.1") await checkLaws(items, config);
    });
  }
});

/** Whether they could be injected into, so that there was something to look at. */
async function checkLaws(items: readonly Value[], given: Value): Promise<boolean> {
  const config = configOf(given);
  const once = await injected(listOf(items), config);
  if (hasErrors(once.diagnostics)) return false;
  for (const item of itemsIn(once)) checkPrinted(item);
  const there = itemsIn(once).map(asLive);
  const again = await injected(listOf(there), config);
  same(itemsIn(again), there, "injecting changes an object from the cluster");
  assert.equal(told(again.diagnostics), told(once.diagnostics));
  assert.equal(found(there, given, config), found(itemsIn(once), given, config));
  const { texts: [back = ""] = [], diagnostics } = uninjectTexts([{ file: "input.yaml", text: listOf(there) }], {});
  same(itemsOf(back), items.map(asLive), "uninjecting does not give what the cluster made of the original");
  assert.equal(told(diagnostics), []);
  return true;
}

/** What is grafted is as the server stores it, except for what that fills in. */
function checkPrinted(item: Value): void {
  if (!isServed(item)) return;
  const workload = workloadOf(String(item.apiVersion), String(item.kind));
  const keys = workloadListKeys(workload ? podTemplatePaths(item, workload).paths : []);
  const [layer] = withEntryNames(provenanceAt(item) ?? new Map(), item, keys).values();
  for (const text of layer?.added.keys() ?? []) {
    const [printed, kept] = [item, stored(item)].map((object) => valueAt(object, parsePath(text), keys) as Value);
    assert.equal(plain(restricted(kept as Value, printed as Value)), plain(printed as Value), text);
  }
}

function restricted(value: Value, to: Value): Value {
  if (isList(value) && isList(to)) return value.map((item, i) => restricted(item, to[i] as Value));
  if (!isMap(value) || !isMap(to)) return value;
  return toValue(Object.fromEntries(Object.keys(to).map((key) => [key, restricted(value[key] as Value, to[key] as Value)])));
}

const SERVED = ["v1", "apps/v1", "batch/v1"];

/** What has no name was never in a cluster. */
function isServed(item: Value): item is ValueMap {
  if (!isMap(item) || at(item, "metadata", "name") === undefined || !SERVED.includes(String(item.apiVersion))) return false;
  const workload = workloadOf(String(item.apiVersion), String(item.kind));
  const paths = workload ? podTemplatePaths(item, workload).paths : [];
  return paths.some((path) => isMap(at(item, ...path, "spec")));
}

function asLive(item: Value): Value {
  return isServed(item) ? live(item) : item;
}

/** As `kubectl get -o yaml` prints it. */
function listOf(items: readonly Value[]): string {
  const list = { apiVersion: "config.kubernetes.io/v1", kind: "ResourceList", items };
  return `${collectionLines(toValue(list), { column: 0, style: ownStyle })}\n`;
}

const jsonOf = (item: Value) => JSON.stringify(item, (_, value) => (typeof value === "bigint" ? Number(value) : value));

function itemsIn({ text }: Done): readonly Value[] {
  return itemsOf(text);
}

function itemsOf(text: string): readonly Value[] {
  const node = readCanonical(text, { start: 0, end: text.length });
  return at(node ? nodeValue(node) : yamlValue(text), "items") as readonly Value[];
}

/** By object and in plain data, so that a difference can be read. */
function same(got: readonly Value[], want: readonly Value[], message: string): void {
  got.forEach((item, i) => {
    assert.equal(plain(item), plain(want[i] as Value), message);
  });
}

const EDITS = new Set(["ForeignEditKept", "ForeignEditLost", "Regrafted"]);

function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap(({ code, severity, message }) => (severity !== "info" || EDITS.has(code) ? `${code}: ${message}` : []));
}

function found(items: readonly Value[], given: Value, config: Config): readonly string[] {
  assert.is(config.name, at(given, "metadata", "name"));
  const inputs = [{ file: "input.yaml", text: listOf(items) }];
  const { findings = [] } = checkTexts({ inputs, config: { file: "config.yaml", text: JSON.stringify(given) } }, { requireInjected: true });
  // What the server refuses was never in a cluster.
  return findings.flatMap(({ code, message }) => (code === "RefusedPod" ? [] : `${code}: ${message}`));
}

function plain(item: Value): unknown {
  return JSON.parse(jsonOf(item));
}
