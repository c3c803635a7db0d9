import { classic, env, type Fact, facts, proxy } from "./facts.ts";

/** What the templates read by fromJSON, and what goes through Go's structs. */
facts("what is JSON", [
  {
    name: "sidecar.istio.io/userVolume and userVolumeMount as arrays: an item's own name beats its place",
    annotations: {
      "sidecar.istio.io/userVolume": '[{"name":"x","emptyDir":{}},{"emptyDir":{}}]',
      "sidecar.istio.io/userVolumeMount": '[{"name":"x","mountPath":"/x"}]',
    },
    want: { "spec.volumes[x].emptyDir": {}, "spec.volumes[1].emptyDir": {}, [`${proxy}.volumeMounts[x].mountPath`]: "/x" },
  },
  {
    name: "an item's own name beats its key",
    annotations: { "sidecar.istio.io/userVolume": '{"a":{"name":"b","emptyDir":{}}}' },
    want: { "spec.volumes[b].emptyDir": {}, "spec.volumes[a]": undefined },
  },
  {
    name: "keys of volumes in another case, and one that Istio drops",
    annotations: {
      "sidecar.istio.io/userVolume": '{"rh":{"comfigMap":{"name":"rh"}}}',
      "sidecar.istio.io/userVolumeMount": '{"rh":{"mountpath":"/v","readonly":true}}',
    },
    want: { "spec.volumes[rh]": { name: "rh" }, [`${proxy}.volumeMounts[rh]`]: { name: "rh", mountPath: "/v", readOnly: true } },
    codes: ["DoubtfulAnnotation"],
  },
  { name: "no volumes", annotations: { "sidecar.istio.io/userVolume": "null", "sidecar.istio.io/userVolumeMount": "{}" }, want: {} },
  ...["bad", "", '"x"', "5", "{}x", '{"a":{}}', '{"a":null}', '{"a":[1]}', '{"a":{"configMap":{"name":5}}}', '{"a":{"configMap":"x"}}'].map(
    (text): Fact => ({
      name: `volumes that fail the pod: ${text}`,
      annotations: { "sidecar.istio.io/userVolume": text },
      want: { [proxy]: undefined },
      codes: ["InvalidAnnotation"],
    }),
  ),
  {
    name: "mounts that fail the pod",
    annotations: { "sidecar.istio.io/userVolumeMount": '{"a":{"mountPath":"/a","readOnly":"true"}}' },
    want: { [proxy]: undefined },
    codes: ["InvalidAnnotation"],
  },
  {
    name: "a gateway reads neither",
    annotations: { "sidecar.istio.io/userVolume": "bad", "inject.istio.io/templates": "gateway" },
    want: { "spec.containers[istio-proxy].image": "registry.istio.io/release/proxyv2:1.30.5" },
    codes: ["IgnoredAnnotation"],
  },
  {
    name: "grpc-agent without status port mounts nothing: the names of the mounts follow the variables, as in Istio",
    annotations: {
      "sidecar.istio.io/userVolumeMount": '{"uv":{"mountPath":"/uv"}}',
      "inject.istio.io/templates": "grpc-agent",
      "status.sidecar.istio.io/port": "0",
    },
    want: { "spec.containers[istio-proxy].volumeMounts": undefined, "spec.containers[istio-proxy].env[uv]": { name: "uv" } },
    codes: ["DoubtfulAnnotation"],
  },
  ...[true, false].map(
    (hasMounts): Fact => ({
      name: `a mount with its merge key in another case, where the pod's own proxy has ${hasMounts ? "" : "no "}mounts`,
      annotations: { "sidecar.istio.io/userVolumeMount": '{"uv":{"mountpath":"/uv"}}' },
      spec: {
        containers: [
          { name: "app" },
          { name: "istio-proxy", image: "auto", ...(hasMounts && { volumeMounts: [{ name: "m", mountPath: "/m" }] }) },
        ],
        volumes: [{ name: "m", emptyDir: {} }],
      },
      want: { [`${proxy}.volumeMounts[uv].mountPath`]: hasMounts ? undefined : "/uv" },
      codes: hasMounts ? ["InvalidTemplate"] : [],
    }),
  ),
  ...["123", "1.5", "true", "yes", "y", "-", "- a", "a: b", "x:", "&a", "@x", "a #b", "'q'"].map(
    (text): Fact => ({
      name: `a bootstrapOverride that is not text before 1.32: ${text}`,
      annotations: { "sidecar.istio.io/bootstrapOverride": text },
      context: { minor: "1.31" },
      want: { [proxy]: undefined },
      codes: ["InvalidAnnotation"],
    }),
  ),
  {
    name: "a bootstrapOverride that is null before 1.32",
    annotations: { "sidecar.istio.io/bootstrapOverride": "null" },
    context: { minor: "1.30" },
    want: { "spec.volumes[custom-bootstrap-volume]": { name: "custom-bootstrap-volume", configMap: {} } },
  },
  {
    name: "a bootstrapOverride of digits from 1.32 on",
    annotations: { "sidecar.istio.io/bootstrapOverride": "123" },
    context: { minor: "1.32" },
    want: { "spec.volumes[custom-bootstrap-volume].configMap.name": "123" },
  },
  {
    name: "datadog's variables as a list",
    annotations: { "apm.datadoghq.com/env": '["a"]' },
    values: { global: { proxy: { tracer: "datadog" } } },
    want: { [proxy]: undefined },
    codes: ["InvalidAnnotation"],
  },
  {
    name: "datadog's variables as Go prints them",
    annotations: { "apm.datadoghq.com/env": '{"A":1000000,"B":7,"C":true,"D":0.5,"E":null}' },
    values: { global: { proxy: { tracer: "datadog" } } },
    want: { [env("A")]: "1e+06", [env("B")]: "7", [env("C")]: "true", [env("D")]: "0.5", [env("E")]: "<no value>" },
  },
  {
    name: "a status with keys in another case",
    annotations: { "sidecar.istio.io/status": '{"CONTAINERS":["istio-proxy"]}' },
    spec: { containers: [{ name: "app" }, { name: "istio-proxy", image: "own:1", ports: [{ containerPort: 15090 }] }] },
    context: classic,
    want: {
      [env("ISTIO_META_POD_PORTS", "spec.containers[istio-proxy]")]: "[\n]",
      "spec.containers[istio-proxy].image": "own:1",
    },
    codes: ["InjectedBefore"],
  },
  {
    name: "a lifecycle of the values with a key that Istio drops",
    values: { global: { proxy: { lifecycle: { preStop: { exec: { comand: ["a"], command: ["b"] } } } } } },
    want: { [`${proxy}.lifecycle.preStop.exec`]: { command: ["b"] } },
    codes: ["UnknownField"],
  },
  {
    name: "a lifecycle of the values that is not valid",
    values: { global: { proxy: { lifecycle: "x" } } },
    want: { [proxy]: undefined },
    codes: ["InvalidTemplate"],
  },
  {
    name: "proxy.istio.io/overrides with keys in another case, and one that Istio drops",
    annotations: { "proxy.istio.io/overrides": '{"Containers":[{"name":"istio-proxy","IMAGE":"own:1","bogus":1}]}' },
    context: classic,
    want: { "spec.containers[istio-proxy].image": "own:1", "spec.containers[istio-proxy].bogus": undefined },
    codes: ["DoubtfulAnnotation"],
  },
  ...["bad", "", "[]", '{"containers":{}}', '{"containers":[{"name":"istio-proxy","image":5}]}'].map(
    (text): Fact => ({
      name: `overrides that fail the pod: ${text}`,
      annotations: { "proxy.istio.io/overrides": text },
      want: { [proxy]: undefined },
      codes: ["InvalidAnnotation"],
    }),
  ),
  { name: "overrides that are null", annotations: { "proxy.istio.io/overrides": "null" }, want: { [`${proxy}.name`]: "istio-proxy" } },
]);
