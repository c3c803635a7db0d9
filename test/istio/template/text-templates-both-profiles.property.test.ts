import fc from "fast-check";
import { hasErrors } from "../../../src/diagnostic/diagnostic.ts";
import type { AnnotationRow } from "../../../src/istio/annotations/row.ts";
import { annotationTable } from "../../../src/istio/annotations/table.ts";
import { reproducedMinors } from "../../../src/istio/config/versions.ts";
import type { Template } from "../../../src/istio/select-templates.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, suite } from "../../cases.ts";
import { runs } from "../../runs.ts";
import { differences } from "../normalise.ts";
import { injector, meshConfigMaps } from "./mesh.ts";

/** A name that YAML does not take for something else: some of Istio's templates print names without quotes. */
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/).filter((name) => !/^(?:no|on|off|yes|null|true|false)$/.test(name));
const port = fc.integer({ min: 1, max: 65535 });
const ports = fc.array(port, { maxLength: 3 }).map((list) => list.join(","));
const quantity = fc.constantFrom("100m", "0.5", "1Gi", "128Mi", "2");
const flag = fc.constantFrom("true", "false");
const text = fc.oneof(word, fc.constantFrom("", "a b", "a:b", "1337", "true", "info,debug", "x # y", "a'b", "é", "0644", "a: b"));
const interfaces = fc.constantFrom("", "eth0", "eth0,net1");

/** The annotations that Istio's templates read, each with values that it takes and some that it may not. */
const annotationValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "sidecar.istio.io/proxyImage": fc.constantFrom("example.com/proxy:1", "proxyv3", ""),
  "sidecar.istio.io/proxyImageType": fc.constantFrom("debug", "distroless", "default", "other"),
  "sidecar.istio.io/proxyCPU": quantity,
  "sidecar.istio.io/proxyMemory": quantity,
  "sidecar.istio.io/proxyCPULimit": quantity,
  "sidecar.istio.io/proxyMemoryLimit": quantity,
  "sidecar.istio.io/interceptionMode": fc.constantFrom("REDIRECT", "TPROXY", "NONE"),
  "sidecar.istio.io/capNetBindService": flag,
  "sidecar.istio.io/nativeSidecar": fc.constantFrom("true", "false", ""),
  "sidecar.istio.io/rewriteAppHTTPProbers": flag,
  "status.sidecar.istio.io/port": fc.constantFrom("15020", "0", "8500"),
  "readiness.status.sidecar.istio.io/initialDelaySeconds": fc.constantFrom("0", "7"),
  "readiness.status.sidecar.istio.io/periodSeconds": fc.constantFrom("3", "15"),
  "readiness.status.sidecar.istio.io/failureThreshold": fc.constantFrom("4", "30"),
  "traffic.sidecar.istio.io/includeOutboundIPRanges": fc.constantFrom("*", "10.0.0.0/8", ""),
  "traffic.sidecar.istio.io/excludeOutboundIPRanges": fc.constantFrom("10.1.0.0/16,10.2.0.0/16", ""),
  "traffic.sidecar.istio.io/includeInboundPorts": fc.oneof(fc.constantFrom("*", ""), ports),
  "traffic.sidecar.istio.io/excludeInboundPorts": ports,
  "traffic.sidecar.istio.io/includeOutboundPorts": ports,
  "traffic.sidecar.istio.io/excludeOutboundPorts": ports,
  "traffic.sidecar.istio.io/excludeInterfaces": interfaces,
  "traffic.sidecar.istio.io/kubevirtInterfaces": interfaces,
  "istio.io/reroute-virtual-interfaces": interfaces,
  "sidecar.istio.io/logLevel": text,
  "sidecar.istio.io/componentLogLevel": text,
  "sidecar.istio.io/agentLogLevel": text,
  "sidecar.istio.io/bootstrapOverride": fc.oneof(word, fc.constantFrom("123", "true", "null", "1.2.3")),
  "sidecar.istio.io/userVolume": fc.constantFrom(
    '{"cache":{"emptyDir":{}}}',
    '{"a":{"configMap":{"name":"c"}},"b":{"emptyDir":{"medium":"Memory"}}}',
    '[{"name":"cache","emptyDir":{}},{"secret":{"secretName":"s"}}]',
    '{"cache":{"emptydir":{"Medium":"Memory"},"bogus":1}}',
    "null",
    "none",
    "{}",
    '{"cache":{}}',
  ),
  "sidecar.istio.io/userVolumeMount": fc.constantFrom(
    '{"cache":{"mountPath":"/cache","readOnly":true}}',
    '[{"name":"cache","mountPath":"/cache","readonly":true}]',
    '{"cache":5}',
  ),
  "prometheus.istio.io/merge-metrics": flag,
  "prometheus.io/scrape": flag,
  "prometheus.io/port": port.map(String),
  "k8s.v1.cni.cncf.io/networks": fc.constantFrom("net1", "net1, other/net2", '[{"name": "net1"}]', ""),
  "resource.opentelemetry.io/service.version": word,
  "kubectl.kubernetes.io/default-container": word,
  "inject.istio.io/templates": fc.constantFrom("sidecar", "gateway", "grpc-simple", "grpc-agent", "grpc-agent,gateway"),
  "proxy.istio.io/config": fc.constantFrom(
    "holdApplicationUntilProxyStarts: true",
    '{"concurrency": 4, "proxyMetadata": {"A": "1", "ISTIO_META_ENABLE_HBONE": "true"}}',
    "drainDuration: 10s\ntracing:\n  sampling: 50",
    "image:\n  imageType: distroless",
  ),
};

const labels = fc.record(
  {
    app: word,
    "app.kubernetes.io/name": fc.oneof(word, fc.constant("a-name-that-is-longer-than-sixty-three-characters-and-ends-with-a-dash.-x")),
    "app.kubernetes.io/version": text,
    version: text,
    "security.istio.io/tlsMode": fc.constantFrom("disabled", "istio"),
    "topology.istio.io/network": word,
    "service.istio.io/canonical-name": word,
  },
  { requiredKeys: [] },
);

const annotations = fc.record(annotationValues, { requiredKeys: [] }).chain((all) => {
  const keys = Object.keys(all) as (keyof typeof all)[];
  return fc.subarray(keys, { maxLength: 5 }).map((some) => Object.fromEntries(some.map((key) => [key, all[key]])));
});

const probe = fc.constantFrom(
  { httpGet: { path: "/", port: 80 } },
  { tcpSocket: { port: 81 } },
  { grpc: { port: 82 } },
  { exec: { command: ["true"] } },
);
const container = fc.record(
  {
    name: word,
    image: fc.constantFrom("app", "app:1.2", "example.com:5000/app@sha256:aa"),
    ports: fc.uniqueArray(
      fc.record({ containerPort: port, protocol: fc.constantFrom("TCP", "UDP") }, { requiredKeys: ["containerPort"] }),
      {
        maxLength: 3,
        selector: ({ containerPort }) => containerPort,
      },
    ),
    readinessProbe: probe,
    livenessProbe: probe,
  },
  { requiredKeys: ["name", "image"] },
);

const pods = fc.record({
  metadata: fc.record({ labels, annotations }),
  spec: fc.record(
    {
      containers: fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
      initContainers: fc.uniqueArray(container, { maxLength: 1, selector: ({ name }) => name }),
      serviceAccountName: word,
      securityContext: fc.record({ fsGroup: fc.integer({ min: 1, max: 9999 }) }, { requiredKeys: [] }),
    },
    { requiredKeys: ["containers"] },
  ),
});

const settings = [
  {},
  { global: { proxy: { resources: {}, privileged: true }, mountMtlsCerts: true, imagePullSecrets: ["pull"] } },
  { pilot: { cni: { enabled: true } }, global: { network: "north", multiCluster: { clusterName: "c1" }, logAsJson: true } },
];

const RUNS = Math.min(50, runs(50));

/** Text that YAML reads as something else where it is not quoted: so are arguments of the proxy in the templates before 1.32. */
const notPlain: readonly unknown[] = ["x # y", "a: b"];

suite("the built-in profile and the mesh's template", (test) => {
  for (const minor of reproducedMinors)
    for (const [i, values] of settings.entries()) {
      // The same settings for both: what the ConfigMaps say, then these.
      const mesh = injector({ profile: "mesh", values }, meshConfigMaps(minor));
      const builtin = injector({ profile: "builtin", values }, meshConfigMaps(minor));
      test(`give the same pod in ${minor}, settings ${i}`, () => {
        fc.assert(
          fc.property(pods, fc.boolean(), (generated, nativeSidecars) => {
            fc.pre(minor === "1.32" || !Object.values(generated.metadata.annotations).some((value) => notPlain.includes(value)));
            const pod = toValue(generated) as ValueMap;
            const [one, other] = [mesh, builtin].map(({ inject }) => inject(pod, { nativeSidecars }));
            const failures = [one, other].map((found) => hasErrors(found!.diagnostics));
            assert.equal(
              failures,
              [failures[1], failures[1]],
              JSON.stringify([one!.diagnostics, other!.diagnostics].flat().map(({ message }) => message)),
            );
            assert.is(differences(one!.podTemplate, other!.podTemplate).join("\n"), "");
          }),
          { numRuns: RUNS, seed: 20260 + i },
        );
      });
    }
});

const templateNames = ["sidecar", "gateway", "grpc-simple", "grpc-agent"] as const;

suite("the annotations that each template reads", (test) => {
  // Others read some by themselves, of which Istio's function takes three from the map as a whole.
  const known = Object.values(annotationTable as Readonly<Record<string, AnnotationRow>>).filter(
    ({ standing, readBy }) => standing !== "guide" && !readBy.includes("others"),
  );
  const names = (isRead: (row: AnnotationRow) => boolean) => known.filter(isRead).map(({ name }) => name);
  for (const minor of reproducedMinors) {
    const { templates } = injector({ profile: "mesh" }, meshConfigMaps(minor));
    for (const name of templateNames)
      test(`${name} of ${minor}`, () => {
        const { reads } = templates.get(name) as Template;
        assert.equal(
          names((row) => reads(row.name)),
          names(({ readBy }) => readBy.includes(name)),
        );
      });
  }
});
