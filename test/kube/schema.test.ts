import { fieldNames, fieldOf, identityOf, itemOf, podTemplateSchema, type Schema } from "../../src/kube/schema.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, suite, table } from "../cases.ts";

/** Follows field names; `[]` is a list's item. */
function follow(path: string): Schema | undefined {
  let schema: Schema | undefined = podTemplateSchema;
  for (const step of path.split(".")) schema = step === "[]" ? itemOf(schema) : fieldOf(schema, step);
  return schema;
}

const plain = { optional: true, pointer: false };
const fields: { path: string; schema: Schema | undefined }[] = [
  { path: "metadata", schema: { kind: "struct", type: "ObjectMeta", goName: "ObjectMeta", ...plain } },
  { path: "metadata.labels", schema: { kind: "map", type: "{}string", goName: "Labels", ...plain } },
  { path: "metadata.labels.app", schema: { kind: "string", type: "string", goName: "", optional: false, pointer: false } },
  { path: "metadata.finalizers", schema: { kind: "list", type: "[]string", goName: "Finalizers", patchStrategy: "merge", ...plain } },
  { path: "spec.hostIPC", schema: { kind: "boolean", type: "boolean", goName: "HostIPC", ...plain } },
  { path: "spec.nodeSelector.zone", schema: { kind: "string", type: "string", goName: "", optional: false, pointer: false } },
  { path: "spec.overhead.cpu", schema: { kind: "quantity", type: "quantity", goName: "", optional: false, pointer: false } },
  {
    path: "spec.volumes",
    schema: {
      kind: "list",
      type: "[]Volume",
      goName: "Volumes",
      patchStrategy: "merge",
      retainKeys: true,
      mergeKey: "name",
      identityKeys: ["name"],
      ...plain,
    },
  },
  {
    path: "spec.volumes.[].emptyDir.sizeLimit",
    schema: { kind: "quantity", type: "quantity", goName: "SizeLimit", optional: true, pointer: true },
  },
  {
    path: "spec.containers.[].ports",
    schema: {
      kind: "list",
      type: "[]ContainerPort",
      goName: "Ports",
      patchStrategy: "merge",
      mergeKey: "containerPort",
      identityKeys: ["containerPort", "protocol"],
      ...plain,
    },
  },
  {
    path: "spec.containers.[].ports.[].protocol",
    schema: { kind: "string", type: "string", goName: "Protocol", default: "TCP", ...plain },
  },
  {
    path: "spec.initContainers.[].livenessProbe.httpGet.port",
    schema: { kind: "int-or-string", type: "int-or-string", goName: "Port", optional: false, pointer: false },
  },
  { path: "spec.tolerations", schema: { kind: "list", type: "[]Toleration", goName: "Tolerations", ...plain } },
  { path: "metadata.creationTimestamp", schema: { kind: "time", type: "time", goName: "CreationTimestamp", ...plain } },
  { path: "metadata.managedFields.[].fieldsV1.f:spec", schema: undefined },
  { path: "spec.container", schema: undefined },
  { path: "spec.container.[].name", schema: undefined },
  { path: "spec.constructor", schema: undefined },
  { path: "spec.containers.name", schema: undefined },
];

table("fieldOf and itemOf", fields, {
  title: ({ path }) => path,
  run: ({ path, schema }) => assert.equal(follow(path), schema),
});

suite("fieldNames", (test) => {
  test("in Go's order", () => {
    assert.equal(fieldNames(follow("spec.containers.[].ports.[]")), ["name", "hostPort", "containerPort", "protocol", "hostIP"]);
  });
  test("a map's are not known", () => assert.equal(fieldNames(follow("metadata.labels")), []));
  test("without a schema there are none", () => assert.equal(fieldNames(undefined), []));
});

const identities: { list: string; item: unknown; identity: string | undefined }[] = [
  { list: "spec.containers", item: { name: "app", image: "app:1" }, identity: "app" },
  { list: "spec.containers", item: { image: "app:1" }, identity: undefined },
  { list: "spec.containers", item: { name: { first: "app" } }, identity: undefined },
  { list: "spec.containers", item: "app", identity: undefined },
  { list: "spec.containers.[].ports", item: { containerPort: 53 }, identity: "53/TCP" },
  { list: "spec.containers.[].ports", item: { containerPort: 53, protocol: "UDP" }, identity: "53/UDP" },
  { list: "spec.containers.[].volumeMounts", item: { name: "data", mountPath: "/data" }, identity: "/data" },
  { list: "spec.topologySpreadConstraints", item: { topologyKey: "zone" }, identity: undefined },
  { list: "spec.tolerations", item: { key: "a" }, identity: undefined },
  { list: "spec.unknown", item: { name: "a" }, identity: undefined },
];

table("identityOf", identities, {
  title: ({ list, item }) => `${list} ${JSON.stringify(item)}`,
  run: ({ list, item, identity }) => assert.is(identityOf(follow(list), toValue(item)), identity),
});
