import { valueFaults } from "../../../src/istio/config/value-faults.ts";
import { toValue, type ValueMap } from "../../../src/value/value.ts";
import { assert, table } from "../../cases.ts";

interface Row {
  readonly values: object;
  /** Code, path, fix; absent: nothing is wrong. */
  readonly told?: readonly [code: string, path: string, fix: string];
}

const unknown = (path: string, fix: string) => ["UnknownValue", `istio.values${path}`, fix] as const;
const invalid = (path: string, fix: string) => ["InvalidConfiguration", `istio.values.global.proxy${path}`, fix] as const;
const proxy = (fields: object) => ({ global: { proxy: fields } });

const rows: readonly Row[] = [
  { values: {} },
  { values: { revision: "canary", global: { hub: "h", tag: 1, network: "n", platform: "openshift", trustBundleName: "t" } } },
  { values: { meshConfig: { accessLogFile: "f" }, telemetry: { v2: {} }, pilot: { env: { ANY: "1" }, resources: { a: 1 } } } },
  { values: proxy({ lifecycle: { preStop: {} }, seccompProfile: { type: "RuntimeDefault" }, resources: null }) },
  { values: proxy({ logLevel: "info,misc:error", resources: { requests: { cpu: 1, memory: "1Gi", "example.com/gpu": 1 } } }) },
  { values: { something: { own: true }, global: { ours: 1 } } },
  { values: { globl: {} }, told: unknown(".globl", "write global") },
  { values: proxy({ loglevel: "debug" }), told: unknown(".global.proxy.loglevel", "write logLevel") },
  { values: proxy({ resources: { request: {} } }), told: unknown(".global.proxy.resources.request", "write requests") },
  { values: { pilot: { cni: { enable: true } } }, told: unknown(".pilot.cni.enable", "write enabled") },
  { values: { autoscaleMin: 1, replicaCount: 1, env: {}, resources: {}, nodeSelector: {}, podLabels: {}, image: "i", traceSampling: 1 } },
  { values: { hub: "h", tag: "1.30.0", variant: "distroless" } },
  { values: { proxy: { logLevel: "debug" } }, told: unknown(".proxy", "move it under global") },
  { values: proxy({ logLevel: "" }) },
  { values: proxy({ logLevel: "${LEVEL}" }) },
  { values: proxy({ logLevel: "<level>" }) },
  { values: { global: { sidecarInjectorWebhook: {} } }, told: unknown(".global.sidecarInjectorWebhook", "move it out of global") },
  { values: { "global.hub": "h" }, told: unknown("[global.hub]", "write maps: {global: {hub: ...}}") },
  { values: proxy([]), told: invalid("", "write KEY: VALUE pairs") },
  { values: { global: { proxy: "debug" } }, told: invalid("", "write a map") },
  {
    values: proxy({ resources: { limits: { cpu: "100mm" } } }),
    told: invalid(".resources.limits.cpu", "write a quantity such as 500m or 1Gi"),
  },
  { values: proxy({ logLevel: "wraning" }), told: invalid(".logLevel", "write warning") },
  { values: proxy({ logLevel: true }), told: invalid(".logLevel", "write trace, debug, info, warning, error, critical or off") },
];

table("Helm values", rows, {
  title: ({ values }) => JSON.stringify(values),
  run: ({ values, told }) =>
    assert.equal(
      valueFaults(toValue(values) as ValueMap, "istio.values").map(({ code, field, fix }) => [code, field?.path, fix]),
      told ? [told] : [],
    ),
});
