import {
  withContainer,
  withEachContainer,
  withMetadata,
  withMount,
  withParts,
  withVariables,
  withVolume,
} from "../../src/dialects/pod-edits.ts";
import { toValue, type ValueMap, withKey } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const map = (value: object) => toValue(value) as ValueMap;
const pod = map({
  spec: { initContainers: [{ name: "a" }], containers: [{ name: "b" }, { name: "c" }], volumes: [{ name: "v", emptyDir: {} }] },
});
const image = (container: ValueMap) => withKey(container, "image", "x");

const rows = [
  {
    what: "each container but the skipped",
    found: withEachContainer(pod, image, new Set(["b"])),
    expected: {
      spec: { ...Object(pod.spec), initContainers: [{ name: "a", image: "x" }], containers: [{ name: "b" }, { name: "c", image: "x" }] },
    },
  },
  {
    what: "variables",
    found: withVariables(map({ env: [{ name: "A" }] }), { A: "1", B: "2" }),
    expected: { env: [{ name: "A" }, { name: "B", value: "2" }] },
  },
  { what: "no variables", found: withVariables(map({}), {}), expected: {} },
  {
    what: "a container in front",
    found: withContainer(pod, { list: "containers", container: { name: "d" }, isFirst: true }),
    expected: { spec: { ...Object(pod.spec), containers: [{ name: "d" }, { name: "b" }, { name: "c" }] } },
  },
  {
    what: "a container that is there",
    found: withContainer(pod, { list: "containers", container: { name: "c", image: "y" }, isFirst: true }),
    expected: pod,
  },
  {
    what: "a first volume",
    found: withVolume(pod, { name: "w" }, "first"),
    expected: { spec: { ...Object(pod.spec), volumes: [{ name: "w" }, { name: "v", emptyDir: {} }] } },
  },
  { what: "a volume that stays", found: withVolume(pod, { name: "v" }, "last"), expected: pod },
  {
    what: "a volume instead",
    found: withVolume(pod, { name: "v" }, "last or instead"),
    expected: { spec: { ...Object(pod.spec), volumes: [{ name: "v" }] } },
  },
  {
    what: "a volume beside another",
    found: withVolume(pod, { name: "v" }, "beside"),
    expected: { spec: { ...Object(pod.spec), volumes: [{ name: "v", emptyDir: {} }, { name: "v" }] } },
  },
  {
    what: "labels and annotations",
    found: withMetadata(map({ metadata: { labels: { a: "1", b: "1" } } }), { labels: { a: "2" }, annotations: { c: "3" } }),
    expected: { metadata: { labels: { a: "2", b: "1" }, annotations: { c: "3" } } },
  },
  {
    what: "parts around its own",
    found: withParts(pod, {
      initContainers: { first: [map({ name: "i" })] },
      containers: { first: [false], last: [undefined, map({ name: "b" })] },
      volumes: toValue([{ name: "v" }]),
    }),
    expected: {
      spec: {
        initContainers: [{ name: "i" }, { name: "a" }],
        containers: [{ name: "b" }, { name: "c" }, { name: "b" }],
        volumes: [{ name: "v", emptyDir: {} }, { name: "v" }],
      },
    },
  },
  {
    what: "a mount",
    found: withMount(map({}), { name: "v", mountPath: "/v" }, "last"),
    expected: { volumeMounts: [{ name: "v", mountPath: "/v" }] },
  },
];

table("a pod with", rows, {
  title: ({ what }) => what,
  run: ({ found, expected }) => assert.equal(found, toValue(expected)),
});
