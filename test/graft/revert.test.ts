import { type Layer, replacing } from "../../src/graft/layer.ts";
import { leafDigests, rootPlace } from "../../src/graft/leaves.ts";
import { parsePath } from "../../src/graft/path.ts";
import { revert } from "../../src/graft/revert.ts";
import { workloadListKeys } from "../../src/kube/list-keys.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const nothing: Layer = {
  grafts: "",
  podTemplates: [],
  added: new Map(),
  set: new Map(),
  removed: new Map(),
  order: new Map(),
  empty: new Map(),
  source: [],
};
const keys = workloadListKeys([[]]);

interface Row {
  readonly title: string;
  readonly object: unknown;
  readonly layer: Partial<Layer>;
  readonly value: unknown;
}

const set = replacing;

const rows: readonly Row[] = [
  {
    title: "what was removed is there again",
    object: { spec: {} },
    layer: { removed: new Map([["spec/priority", 3]]) },
    value: { spec: { priority: 3 } },
  },
  {
    title: "what was removed and others wrote again is theirs",
    object: { spec: { priority: 7 } },
    layer: { removed: new Map([["spec/priority", 3]]) },
    value: { spec: { priority: 7 } },
  },
  {
    title: "an old value is there again",
    object: { spec: { priority: 7 } },
    layer: { set: new Map([["spec/priority", set(3, 7)]]) },
    value: { spec: { priority: 3 } },
  },
  {
    title: "an old value that others changed since",
    object: { spec: { priority: 8 } },
    layer: { set: new Map([["spec/priority", set(3, 7)]]) },
    value: { spec: { priority: 8 } },
  },
  {
    title: "the former order, of the items that are named",
    object: { spec: { containers: [{ name: "b" }, { name: "x" }, { image: "y" }, { name: "a" }] } },
    layer: { order: new Map([["spec/containers", ["a", "b"]]]) },
    value: { spec: { containers: [{ name: "a" }, { name: "x" }, { image: "y" }, { name: "b" }] } },
  },
  {
    title: "an order that names the empty name, and an item without one",
    object: { spec: { containers: [{ name: "b" }, { image: "y" }] } },
    layer: { order: new Map([["spec/containers", ["b", "undefined"]]]) },
    value: { spec: { containers: [{ name: "b" }, { image: "y" }] } },
  },
];

interface Others {
  readonly title: string;
  readonly now: unknown;
  /** The paths of what others wrote. */
  readonly told: readonly string[];
}

const written = { limits: { cpu: "1", memory: "1Gi" } };
const others: readonly Others[] = [
  { title: "nothing", now: written, told: [] },
  { title: "one leaf", now: { limits: { cpu: "2", memory: "1Gi" } }, told: ["spec/resources/limits/cpu"] },
  { title: "one more leaf beside all that was written", now: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "1" } }, told: [] },
  {
    title: "one leaf, and one more",
    now: { limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "1" } },
    told: ["spec/resources/limits/cpu", "spec/resources/requests/cpu"],
  },
];

table("told of others' edits of a map that was added", others, {
  title: ({ title }) => title,
  run: ({ now, told }) => {
    const path = "spec/resources";
    const digests = leafDigests(toValue(written), rootPlace(keys, parsePath(path)));
    const { kept } = revert(toValue({ spec: { resources: now } }), { ...nothing, added: new Map([[path, digests]]) }, keys);
    assert.equal(
      kept.map((edit) => edit.path),
      told,
    );
  },
});

table("taken out", rows, {
  title: ({ title }) => title,
  run: ({ object, layer, value }) =>
    assert.equal(JSON.parse(JSON.stringify(revert(toValue(object), { ...nothing, ...layer }, keys).value)), value),
});
