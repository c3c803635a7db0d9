import { stableJson } from "../../../src/graft/digest.ts";
import { podTemplateSchema } from "../../../src/kube/schema.ts";
import { joiningMerge } from "../../../src/kube/strategic-merge.ts";
import type { Fault } from "../../../src/kube/validate/fault.ts";
import { areSoundAdditions } from "../../../src/kube/validate/sound-additions.ts";
import { validatePod } from "../../../src/kube/validate/validate-pod.ts";
import { at, isList, mapAt, newMap, toValue, type ValueMap, withKey } from "../../../src/value/value.ts";
import { assert, suite } from "../../cases.ts";
import { JUDGED_MINOR, judgedRows } from "./judged-pods.ts";

const map = (data: object) => toValue(data) as ValueMap;
const container = (fields: object) => map({ spec: { containers: [{ name: "added", image: "added:1", ...fields }] } });

const plain = map({
  metadata: { labels: { "example.com/added": "yes" }, annotations: { "example.com/why": "it was asked for" } },
  spec: {
    containers: [{ name: "added", image: "added:1", volumeMounts: [{ name: "of-added", mountPath: "/a" }] }],
    initContainers: [{ name: "added-first", image: "added:1" }],
    volumes: [{ name: "of-added", emptyDir: {} }],
  },
});

const app = map({ spec: { containers: [{ name: "its-own", image: "app:1" }] } });

/** Each third, of which there are thousands still. */
const rows = judgedRows()
  .filter((_, i) => i % 3 === 0)
  .map(({ kind, template }) => ({ kind, template: map(template as object) }));

/** The faults that a pod has with a patch and has not without, whatever their index. */
function brought(before: ValueMap, patch: ValueMap, kind: string): readonly string[] {
  const after = joiningMerge(before, patch, podTemplateSchema).value as ValueMap;
  const keyOf = ({ path, found, expected }: Fault) =>
    `${path.filter((step) => typeof step !== "number").join(".")} ${stableJson(found ?? null)} ${expected}`;
  const own = new Set(validatePod(before, { minor: JUDGED_MINOR, kind }).map(keyOf));
  return validatePod(after, { minor: JUDGED_MINOR, kind })
    .map(keyOf)
    .filter((key) => !own.has(key));
}

function isSure(before: ValueMap, patch: ValueMap, kind: string): boolean {
  return areSoundAdditions([patch], before, { minor: JUDGED_MINOR, kind });
}

suite("additions that are sound in any pod", (test) => {
  test("bring nothing into any of the judged pods", () => {
    let sure = 0;
    for (const { kind, template } of rows) {
      if (!isSure(template, plain, kind)) continue;
      sure++;
      assert.equal(brought(template, plain, kind), [], JSON.stringify(template));
    }
    assert.ok(sure > rows.length / 2, `${sure} of ${rows.length}`);
  });
  test("none of the judged pods' parts brings anything where it is said to be sound", () => {
    const counts = { sure: 0, refused: 0 };
    for (const { kind, template } of rows) {
      const spec = mapAt(template, "spec");
      const lists = ["containers", "initContainers", "volumes"].filter((key) => isList(spec[key]));
      const parts = lists.reduce((some, key) => withKey(some, key, spec[key]), newMap() as ValueMap);
      const patch = withKey(newMap(), "spec", parts);
      const faults = brought(app, patch, kind);
      if (faults.length > 0) counts.refused++;
      if (!isSure(app, patch, kind)) continue;
      counts.sure++;
      assert.equal(faults, [], JSON.stringify(patch));
    }
    assert.ok(counts.sure > 200 && counts.refused > 400, JSON.stringify(counts));
  });
  for (const [what, patch] of [
    ["a port of the host", container({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    ["a mount of one of the pod's volumes", container({ volumeMounts: [{ name: "data", mountPath: "/data" }] })],
    ["a field of the pod", map({ spec: { hostNetwork: true } })],
    ["a container without an image", container({ image: "" })],
    ["a label that Kubernetes refuses", map({ metadata: { labels: { "-": "a" } } })],
  ] as const)
    test(`${what} is not for any pod`, () => assert.is(isSure(app, patch, "Deployment"), false));
  for (const [what, before] of [
    ["on the host's network", { spec: { hostNetwork: true } }],
    ["for Windows", { spec: { os: { name: "windows" } } }],
    [
      "whose annotations speak of containers",
      { metadata: { annotations: { "container.apparmor.security.beta.kubernetes.io/added": "unconfined" } } },
    ],
    ["whose annotations leave no room", { metadata: { annotations: { "example.com/long": "x".repeat(256 * 1024) } } }],
    ["of a host process", { spec: { securityContext: { windowsOptions: { hostProcess: true } } } }],
  ] as const)
    test(`a pod ${what} is asked as a whole`, () => {
      const pod = joiningMerge(app, map(before), podTemplateSchema).value as ValueMap;
      assert.is(at(pod, "spec", "containers", 0, "name"), "its-own");
      assert.is(isSure(pod, plain, "Deployment"), false);
    });
  test("a pod that has volumes by its claims, too", () => {
    assert.is(areSoundAdditions([plain], app, { claims: [map({ metadata: { name: "of-added" } })] }), false);
  });
});
