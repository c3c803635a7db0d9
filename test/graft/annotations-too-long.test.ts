import { annotationsTooLong } from "../../src/graft/annotations-too-long.ts";
import { toValue, type ValueMap } from "../../src/value/value.ts";
import { deployment, inject, pod, shipper, told } from "../app/run-objects.ts";
import { assert, suite, table } from "../cases.ts";

const KEY = "podgraft.dev/provenance".length;
const MOST = 262_144;

const rows: readonly [title: string, annotations: object | null, told: string | undefined][] = [
  ["none", null, undefined],
  ["as many bytes as a server takes", { "podgraft.dev/provenance": "p".repeat(MOST - KEY) }, undefined],
  [
    "one byte more",
    { "podgraft.dev/provenance": "p".repeat(MOST - KEY), a: "" },
    "The annotations take 262145 bytes with podgraft.dev/provenance, which says what was grafted; an API server takes at most 262144 (256 KiB). graft less into this object; or keep the sidecars out of the files, and graft when they are rendered",
  ],
  [
    "bytes, not characters, of a longer one",
    { "podgraft.dev/provenance": "p".repeat(1000), dashboard: "é".repeat(131_000) },
    "The annotations take 263032 bytes with podgraft.dev/provenance, which says what was grafted; an API server takes at most 262144 (256 KiB). shorten dashboard, which takes 262009; or keep the sidecars out of the files, and graft when they are rendered",
  ],
  ["too many without podgraft's own: that is the object's", { "podgraft.dev/provenance": "p", a: "a".repeat(MOST) }, undefined],
];

table("annotations that no server takes", rows, {
  title: ([title]) => title,
  run: ([, annotations, told]) => {
    const object = toValue({ metadata: { annotations } }) as ValueMap;
    const [found] = annotationsTooLong({ apiVersion: "v1", kind: "Pod", name: "p" }, object);
    assert.is(found && `${found.message}. ${found.fix}`, told);
  },
});

suite("a workload whose annotations have hardly any room", (test) => {
  const full = (left: number) => {
    const workload = deployment(pod);
    return { ...workload, metadata: { ...workload.metadata, annotations: { a: "a".repeat(MOST - 1 - left) } } };
  };
  const spec = { kubernetesVersion: "1.34", namespaces: { default: "shop" }, sidecars: [shipper] };
  test("is not grafted into", async () => {
    const { diagnostics, items } = await inject([full(KEY)], spec);
    assert.match(told(diagnostics).join("\n"), /^AnnotationsTooLong: The annotations take \d+ bytes/);
    assert.equal(items, [full(KEY)]);
  });
  test("is grafted into where there is room", async () => assert.equal(told((await inject([full(400)], spec)).diagnostics), []));
});
