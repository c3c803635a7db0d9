import { checkTexts } from "../../src/app/check/check.ts";
import { podTemplatePaths, workloadOf } from "../../src/kube/workloads.ts";
import { at, toValue, type ValueMap } from "../../src/value/value.ts";
import { inject, type Plain } from "../app/run-objects.ts";
import { assert, suite } from "../cases.ts";
import { stored } from "../graft/live/server.ts";
import { sampled } from "../runs.ts";
import { configured, injectedRows, injectedWorkload, type Mode, modes, WORKLOADS, withProvenanceOf } from "./injected-rows.ts";

const rows = injectedRows();
const grafted = Object.keys(modes).filter((mode) => mode !== "none") as readonly Mode[];

/** What kubectl says "unchanged" of without any sidecar. */
const steady = new Set(rows.filter(({ mode, applied }) => mode === "none" && isEmpty(applied)).map(({ workload }) => workload));

for (const mode of grafted) {
  const own = rows.filter((row) => row.mode === mode);
  const injectedOnce = new Map<number, Promise<Plain>>();
  /** What podgraft makes of a workload, once for the tests of a mode. */
  const injectedOf = (workload: number) => {
    const made = injectedOnce.get(workload) ?? injectedWorkload(mode, workload);
    injectedOnce.set(workload, made);
    return made;
  };
  suite(`generated workloads and Kubernetes' own code: ${mode}`, (test) => {
    test("the rows are what podgraft writes (tools/kube-judge/write-injected-rows.ts)", async () => {
      assert.is(own.length, WORKLOADS);
      for (const { workload, injected } of sampled(own)) assert.equal(withProvenanceOf(await injectedOf(workload)), injected);
    });
    test("the API server takes each", () => {
      for (const { workload, refused } of own) assert.equal(refused, [], `workload ${workload}`);
    });
    test("what it fills in is known", () => {
      for (const { injected, stored: want } of own) assert.equal(podTemplateOf(stored(toValue(injected) as ValueMap)), podTemplateOf(want));
    });
    test("what it stores is found up to date, and injecting changes nothing", async () => {
      for (const { workload, stored: object } of sampled(own)) {
        const there = withProvenanceOf(object, await injectedOf(workload));
        assert.equal((await inject([there], configured(mode))).items, [there]);
        assert.equal(findings(there, mode), []);
      }
    });
    test('kubectl says "unchanged" where it is applied again, except for volumes of Istio\'s', () => {
      assert.ok(steady.size >= WORKLOADS / 2);
      for (const { workload, applied } of own)
        if (steady.has(workload)) assert.equal(changedVolumes(applied), mode === "own" ? [] : ISTIOS);
    });
  });
}

/** Lists that kubectl sends as a whole where an item lacks what the server fills in, and volumes without any source. */
const ISTIOS = ["istio-podinfo"];
const EMPTY = ["workload-socket", "credential-socket", "workload-certs"];

/** The volumes that a patch changes, without those that have no source; fails where it changes something else. */
function changedVolumes(patch: Plain): readonly string[] {
  if (isEmpty(patch)) return [];
  const spec = patch.spec as Plain;
  const template = ((spec.jobTemplate as Plain | undefined)?.spec ?? spec) as Plain;
  const { volumes, ...rest } = ((template.template as Plain | undefined)?.spec ?? template) as Plain;
  assert.equal(Object.keys(rest), ["$setElementOrder/volumes"]);
  return (volumes as readonly { readonly name: string }[]).map(({ name }) => name).filter((name) => !EMPTY.includes(name));
}

function isEmpty(patch: Plain): boolean {
  return Object.keys(patch).length === 0;
}

function findings(object: Plain, mode: Mode): readonly string[] {
  const config = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "test" }, spec: configured(mode) };
  const inputs = [{ file: "input.yaml", text: JSON.stringify(object) }];
  const options = { requireInjected: true };
  const { findings: found = [] } = checkTexts({ inputs, config: { file: "config.yaml", text: JSON.stringify(config) } }, options);
  return found.filter(({ code }) => code === "StaleInjection" || code === "MissingInjection").map(({ message }) => message);
}

function podTemplateOf(object: unknown): unknown {
  const value = toValue(JSON.parse(JSON.stringify(object, (_, each) => each ?? undefined))) as ValueMap;
  const { paths } = podTemplatePaths(value, workloadOf(String(value.apiVersion), String(value.kind))!);
  const { metadata, spec } = at(value, ...(paths[0] ?? [])) as ValueMap;
  return JSON.parse(JSON.stringify({ metadata, spec }));
}
