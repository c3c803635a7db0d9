import {
  allContainers,
  annotationsOf,
  annotationTexts,
  containerNamed,
  containersIn,
  envOf,
  labelsOf,
  labelTexts,
  mountsOf,
  portsOf,
  runningContainers,
  specOf,
  userOf,
  volumesOf,
  withContainers,
} from "../../src/kube/pod.ts";
import { toValue, type Value, type ValueMap } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

const pod = {
  metadata: { labels: { a: "b", n: 1, no: null }, annotations: { on: true } },
  spec: {
    initContainers: [{ name: "init" }, { name: "native", restartPolicy: "Always" }],
    containers: [
      { name: "app", ports: [{ containerPort: 80 }, 81], env: [{ name: "A" }], volumeMounts: [{ name: "v", mountPath: "/v" }] },
      "${CONTAINER}",
    ],
    volumes: [{ name: "v" }],
    hostname: "h",
    securityContext: { runAsUser: 1000 },
  },
};
const names = (containers: readonly ValueMap[]) => containers.map(({ name }) => name);
const app = (value: Value) => containersIn(value, "containers")[0] as ValueMap;

/** What a word finds in the pod above; in what is not a pod it finds nothing. */
const rows: readonly { name: string; read: (value: Value) => unknown; found: unknown; nothing: unknown }[] = [
  { name: "spec", read: (value) => specOf(value).hostname, found: "h", nothing: undefined },
  { name: "labels", read: (value) => ({ ...labelsOf(value) }), found: { a: "b", n: 1, no: null }, nothing: {} },
  { name: "labels as text", read: (value) => ({ ...labelTexts(value) }), found: { a: "b", n: "1", no: "" }, nothing: {} },
  { name: "annotations", read: (value) => ({ ...annotationsOf(value) }), found: { on: true }, nothing: {} },
  { name: "annotations as text", read: (value) => ({ ...annotationTexts(value) }), found: { on: "true" }, nothing: {} },
  { name: "containers", read: (value) => names(containersIn(value, "containers")), found: ["app"], nothing: [] },
  {
    name: "all containers",
    read: (value) => allContainers(value).map(({ list, container: { name } }) => `${list} ${name}`),
    found: ["initContainers init", "initContainers native", "containers app"],
    nothing: [],
  },
  {
    name: "what runs as long as the pod",
    read: (value) => runningContainers(value).map(({ container: { name } }) => name),
    found: ["native", "app"],
    nothing: [],
  },
  { name: "volumes", read: (value) => names(volumesOf(value)), found: ["v"], nothing: [] },
  { name: "the user", read: (value) => userOf(specOf(value)), found: 1000, nothing: undefined },
];

table("a pod's parts", rows, {
  title: ({ name }) => name,
  run: ({ read, found, nothing }) => {
    assert.equal(read(toValue(pod)), found);
    for (const other of [null, "pod", [], {}, { metadata: [], spec: "x" }, { metadata: { labels: null }, spec: { containers: {} } }])
      assert.equal(read(toValue(other)), nothing);
  },
});

suite("a container's parts", (test) => {
  const value = toValue(pod);
  test("are the maps of its lists", () => {
    assert.equal(
      portsOf(app(value)),
      [{ containerPort: 80 }].map((port) => toValue(port)),
    );
    assert.equal(names(envOf(app(value))), ["A"]);
    assert.equal(names(mountsOf(app(value))), ["v"]);
    assert.equal(
      [portsOf, envOf, mountsOf].map((partOf) => partOf(toValue({}) as ValueMap)),
      [[], [], []],
    );
  });
  test("are found by the container's name", () => {
    assert.is(containerNamed(containersIn(value, "containers"), "app"), app(value));
    assert.is(containerNamed(containersIn(value, "containers"), "other"), undefined);
  });
});

suite("a list of containers put into a pod", (test) => {
  const bare = toValue({ spec: { containers: [{ name: "a" }] } }) as ValueMap;
  test("that says the same leaves the very pod", () => {
    assert.is(withContainers(bare, "containers", containersIn(bare, "containers")), bare);
    assert.is(withContainers(bare, "initContainers", []), bare);
  });
  test("takes the place of the pod's own", () =>
    assert.equal(names(containersIn(withContainers(bare, "initContainers", containersIn(bare, "containers")), "initContainers")), ["a"]));
});
