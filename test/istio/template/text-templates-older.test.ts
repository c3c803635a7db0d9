import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { injectIstio } from "../../../src/istio/inject-istio.ts";
import { textTemplates } from "../../../src/istio/template/text-templates.ts";
import { assert, suite } from "../../cases.ts";
import { readers } from "../../template/tools.ts";
import { injectContext, podOf, valuesOf } from "../contexts.ts";
import { differences } from "../normalise.ts";

/** The template "sidecar" of minors that the built-in profile does not reproduce: see test/data/upstream/README.md. */
const older: Readonly<Record<string, string>> = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, "../../data/upstream/older-templates.json.gz"))).toString(),
);

const cni = { pilot: { cni: { enabled: true } } };
const pods = [
  podOf({ labels: { app: "web", version: "v1" } }),
  podOf({ annotations: { "sidecar.istio.io/proxyCPU": "1", "sidecar.istio.io/proxyMemoryLimit": "1Gi" } }),
  podOf({ annotations: { "sidecar.istio.io/interceptionMode": "TPROXY", "sidecar.istio.io/capNetBindService": "true" } }),
  podOf({ annotations: { "traffic.sidecar.istio.io/kubevirtInterfaces": "tap0", "status.sidecar.istio.io/port": "8123" } }),
  podOf({
    annotations: {
      "sidecar.istio.io/userVolume": '[{"name":"a","emptyDir":{}}]',
      "sidecar.istio.io/userVolumeMount": '{"a":{"mountpath":"/a"}}',
    },
  }),
  podOf({ annotations: { "proxy.istio.io/config": "holdApplicationUntilProxyStarts: true\nconcurrency: 2" } }),
  podOf(
    {},
    {
      containers: [
        { name: "app", readinessProbe: { httpGet: { port: 80 } } },
        { name: "istio-proxy", image: "auto" },
      ],
    },
  ),
];

/** What 1.30 writes and an older template does not: Go's zero for a divisor, which Kubernetes reads as 1. */
const isNewer = (line: string) => /\.valueFrom\.resourceFieldRef\.divisor: got nothing, want/.test(line);

suite("templates of minors before the built-in profile's", (test) => {
  for (const [minor, text] of Object.entries(older)) {
    const { templates } = textTemplates(new Map([["sidecar", { name: "sidecar", source: minor, text }]]), readers);
    for (const [i, pod] of pods.entries())
      for (const values of [{}, cni])
        for (const nativeSidecars of [true, false])
          test(`${minor}, pod ${i}, ${values === cni ? "CNI" : "istio-init"}, ${nativeSidecars ? "native" : "classic"}`, () => {
            const context = injectContext({ values: valuesOf(values), nativeSidecars, minor: "1.30" });
            const builtin = injectIstio(pod, context);
            const older = injectIstio(pod, { ...context, templates });
            assert.equal(
              [builtin, older].map(({ diagnostics }) => diagnostics.map(({ code }) => code)),
              [[], []],
            );
            const found = differences(older.podTemplate, builtin.podTemplate).filter((line) => !isNewer(line));
            assert.is(found.join("\n"), "");
          });
  }
});
