import { readConfigText } from "../../src/app/config/config-text.ts";
import { injectTexts } from "../../src/app/inject/texts.ts";
import { assert, table } from "../cases.ts";

const image = { op: "replace", path: "/spec/containers/0/image", value: "b" };

function configText(sidecars: readonly object[]): string {
  const own = sidecars.map((sidecar, i) => ({ name: `s${i}`, policy: "enabled", ...sidecar }));
  return JSON.stringify(
    { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "mesh" }, spec: { sidecars: own } },
    null,
    1,
  );
}

interface Wrong {
  readonly what: string;
  readonly sidecar: object;
  readonly field: string;
  /** The fields of further faults. */
  readonly more?: readonly string[];
  readonly expected: RegExp;
}

const wrong: readonly Wrong[] = [
  {
    what: "a path that is not a pointer",
    sidecar: { jsonPatch: [{ op: "remove", path: "spec" }] },
    field: "spec.sidecars[0].jsonPatch[0].path",
    expected: /a JSON pointer into/,
  },
  {
    what: "the whole template",
    sidecar: { jsonPatch: [{ op: "add", path: "", value: {} }] },
    field: "spec.sidecars[0].jsonPatch[0].path",
    expected: /a JSON pointer into/,
  },
  {
    what: "no value",
    sidecar: { jsonPatch: [image, { op: "add", path: "/spec/x" }] },
    field: "spec.sidecars[0].jsonPatch[1].value",
    expected: /expected a value/,
  },
  {
    what: "a value for remove",
    sidecar: { jsonPatch: [{ op: "remove", path: "/spec", value: 1 }] },
    field: "spec.sidecars[0].jsonPatch[0].value",
    expected: /remove takes no value/,
  },
  {
    what: "no from",
    sidecar: { jsonPatch: [{ op: "move", path: "/spec/x" }] },
    field: "spec.sidecars[0].jsonPatch[0].from",
    expected: /a JSON pointer into/,
  },
  {
    what: "a from for add",
    sidecar: { jsonPatch: [{ op: "add", path: "/spec/x", from: "/spec", value: 1 }] },
    field: "spec.sidecars[0].jsonPatch[0].from",
    expected: /add takes no other place/,
  },
  {
    what: "an unknown operation",
    sidecar: { jsonPatch: [{ op: "merge", path: "/spec" }] },
    field: "spec.sidecars[0].jsonPatch[0].op",
    expected: /merge/,
  },
  {
    what: "onConflict: keep",
    sidecar: { onConflict: "keep", jsonPatch: [image] },
    field: "spec.sidecars[0].onConflict",
    expected: /expected fail or replace/,
  },
  {
    what: "two of an operation's fields",
    sidecar: { jsonPatch: [{ op: "remove", path: "spec/x", value: 1 }] },
    field: "spec.sidecars[0].jsonPatch[0].path",
    more: ["spec.sidecars[0].jsonPatch[0].value"],
    expected: /a JSON pointer into/,
  },
  {
    what: "a template of one, and onConflict: keep",
    sidecar: { onConflict: "keep", jsonPatchText: "[]" },
    field: "spec.sidecars[0].onConflict",
    expected: /expected fail or replace/,
  },
  {
    what: "a template of one besides",
    sidecar: { jsonPatch: [image], jsonPatchText: "[]" },
    field: "spec.sidecars[0].jsonPatchText",
    expected: /has both jsonPatch and jsonPatchText/,
  },
  {
    what: "both templates besides",
    sidecar: { template: {}, templateText: "", jsonPatch: [image] },
    field: "spec.sidecars[0].templateText",
    expected: /both/,
  },
];

table("a JSON patch in the configuration:", wrong, {
  title: ({ what }) => what,
  run: ({ sidecar, field, more = [], expected }) => {
    const read = readConfigText("c.yaml", configText([sidecar]));
    const [found, ...others] = "diagnostics" in read ? read.diagnostics : [];
    assert.equal([found?.code, found?.field?.path], ["InvalidConfiguration", field]);
    assert.equal(
      others.map((other) => other.field?.path),
      more,
    );
    assert.match(found?.message ?? "", expected);
    assert.ok(found?.location?.line);
  },
});

interface Grafted {
  readonly what: string;
  readonly sidecars: readonly object[];
  readonly told: readonly (readonly [severity: string, code: string, message: RegExp])[];
}

const pod = { spec: { dnsPolicy: "Default", containers: [{ name: "a", image: "a", args: ["x"] }] } };
const dns = (value: string, op = "add") => ({ jsonPatch: [{ op, path: "/spec/dnsPolicy", value }] });
const argument = (value: string) => ({ jsonPatch: [{ op: "add", path: "/spec/containers/0/args/-", value }] });

const grafted: readonly Grafted[] = [
  {
    what: "what the pod does not have",
    sidecars: [{ jsonPatch: [image, { op: "remove", path: "/spec/volumes" }] }],
    told: [["error", "PatchFailed", /of s0: operation 2, remove \/spec\/volumes: there is nothing at \/spec\/volumes$/]],
  },
  {
    what: "a test of another value",
    sidecars: [{ jsonPatch: [{ op: "test", path: "/spec/dnsPolicy", value: "None" }] }],
    told: [["error", "PatchFailed", /\/spec\/dnsPolicy has another value$/]],
  },
  {
    what: "a field that Kubernetes does not know",
    sidecars: [{ jsonPatch: [{ op: "add", path: "/spec/dnsPolicies", value: "None" }] }],
    told: [["error", "InvalidTemplate", /Cannot use spec.dnsPolicies, written by operation 1 of the JSON patch of s0: .*PodSpec/]],
  },
  {
    what: "the same, by the second operation",
    sidecars: [
      {
        jsonPatch: [
          { op: "remove", path: "/spec/dnsPolicy" },
          { op: "add", path: "/spec/containers/0/imgae", value: "b" },
        ],
      },
    ],
    told: [["error", "InvalidTemplate", /Cannot use spec.containers\[\].imgae, written by operation 2 of .*Container does not have/]],
  },
  {
    what: "the same, which it may write",
    sidecars: [{ allowUnknownFields: ["spec.dnsPolicies"], jsonPatch: [{ op: "add", path: "/spec/dnsPolicies", value: "None" }] }],
    told: [["warning", "UnknownField", /spec.dnsPolicies, written by operation 1/]],
  },
  {
    what: "a value of another type",
    sidecars: [{ jsonPatch: [{ op: "add", path: "/spec/hostNetwork", value: "yes" }] }],
    told: [["error", "InvalidTemplate", /expected a boolean|expected true or false/]],
  },
  {
    what: "a value of the pod's own",
    sidecars: [dns("ClusterFirst")],
    told: [["error", "FieldConflict", /the pod has .*Default.*, the sidecar s0 writes .*ClusterFirst/]],
  },
  {
    what: "the same with onConflict: replace",
    sidecars: [{ ...dns("ClusterFirst"), onConflict: "replace" }],
    told: [["warning", "FieldConflict", /dnsPolicy of the pod is replaced/]],
  },
  { what: "the same value", sidecars: [dns("Default")], told: [] },
  {
    what: "one that it removes",
    sidecars: [{ jsonPatch: [{ op: "remove", path: "/spec/dnsPolicy" }] }],
    told: [["warning", "FieldConflict", /dnsPolicy of the pod is removed/]],
  },
  { what: "an item more in a list", sidecars: [argument("y")], told: [] },
  { what: "two sidecars, an item each", sidecars: [argument("y"), argument("z")], told: [] },
  {
    what: "two sidecars, one field",
    sidecars: [{ jsonPatch: [{ op: "add", path: "/spec/hostname", value: "a" }] }, { template: { spec: { hostname: "b" } } }],
    told: [["error", "FieldConflict", /hostname/]],
  },
  {
    what: "a port that another sidecar has",
    sidecars: [
      { template: { spec: { containers: [{ name: "p", image: "p", ports: [{ containerPort: 80 }] }] } } },
      { jsonPatch: [{ op: "add", path: "/spec/containers/-", value: { name: "q", image: "q", ports: [{ containerPort: 80 }] } }] },
    ],
    told: [["error", "PortConflict", /80/]],
  },
];

table("a JSON patch of a pod:", grafted, {
  title: ({ what }) => what,
  run: ({ sidecars, told }) => {
    const workload = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "w", namespace: "n" }, spec: { template: pod } };
    const { diagnostics } = injectTexts({
      inputs: [{ file: "w.yaml", text: JSON.stringify(workload) }],
      config: { file: "c.yaml", text: configText(sidecars) },
    });
    const found = diagnostics.filter(({ severity }) => severity !== "info");
    assert.equal(
      found.map(({ severity, code }) => [severity, code]),
      told.map(([severity, code]) => [severity, code]),
    );
    told.forEach(([, , message], i) => {
      assert.match(found[i]?.message ?? "", message);
      assert.is(found[i]?.resource?.name, "w");
    });
  },
});
