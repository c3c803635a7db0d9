import { goDecode } from "../../src/kube/go-decode.ts";
import { fieldOf, podTemplateSchema } from "../../src/kube/schema.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

interface Row {
  readonly name: string;
  /** A pod's spec. */
  readonly given: unknown;
  readonly want: unknown;
  /** Paths of what is dropped, with what was meant. */
  readonly dropped?: readonly string[];
}

const spec = fieldOf(podTemplateSchema, "spec");

const rows: readonly Row[] = [
  {
    name: "keys in another case",
    given: { Containers: [{ NAME: "a", volumemounts: [{ mountpath: "/x", readonly: true }] }] },
    want: { containers: [{ name: "a", volumeMounts: [{ mountPath: "/x", readOnly: true }] }] },
  },
  {
    name: "an unknown key, with what was meant",
    given: { volumes: [{ name: "rh", comfigMap: { name: "rh" } }] },
    want: { volumes: [{ name: "rh" }] },
    dropped: ["volumes[rh].comfigMap configMap"],
  },
  {
    name: "an unknown key unlike the known ones",
    given: { hostname: "h", bogus: 1 },
    want: { hostname: "h" },
    dropped: ["bogus undefined"],
  },
  {
    name: "maps of texts keep their keys",
    given: { nodeSelector: { Disk: "ssd", bogus: "1" } },
    want: { nodeSelector: { Disk: "ssd", bogus: "1" } },
  },
  {
    name: "two keys of one field: the later by its bytes is read over the other",
    given: { volumes: [{ configmap: { optional: true }, configMap: { name: "c", optional: false } }] },
    want: { volumes: [{ configMap: { name: "c", optional: true } }] },
  },
  {
    name: "directives of a patch stay",
    given: { Volumes: [{ $patch: "delete", name: "a" }], "$setElementOrder/volumes": [{ name: "a" }] },
    want: { volumes: [{ $patch: "delete", name: "a" }], "$setElementOrder/volumes": [{ name: "a" }] },
  },
  { name: "Go's two letters beyond ASCII", given: { ho\u017ftPID: true }, want: { hostPID: true } },
  { name: "a value of another type stays", given: { containers: "none" }, want: { containers: "none" } },
];

table("what Go reads of JSON", rows, {
  title: ({ name }) => name,
  run: ({ given, want, dropped = [] }) => {
    const found = goDecode(toValue(given), spec);
    assert.equal(found.value, toValue(want));
    assert.equal(
      found.dropped.map(({ path, nearest }) => `${path} ${nearest}`),
      dropped,
    );
  },
});

suite("what Go reads of JSON, where nothing changes", (test) => {
  test("the value itself", () => {
    const value = toValue({ containers: [{ name: "a", env: [{ name: "X", value: "1" }] }] });
    for (let time = 0; time < 2; time++) assert.is(goDecode(value, spec).value, value);
  });
});
