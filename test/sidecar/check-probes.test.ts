import { portlessProbes } from "../../src/sidecar/check-probes.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

const P = "template.spec.containers[0]";

table(
  "a probe of a sidecar",
  [
    { container: { livenessProbe: { httpGet: { path: "/" } } }, paths: [`${P}.livenessProbe.httpGet`] },
    { container: { readinessProbe: { tcpSocket: {} } }, paths: [`${P}.readinessProbe.tcpSocket`] },
    { container: { startupProbe: { grpc: { port: null } } }, paths: [`${P}.startupProbe.grpc`] },
    { container: { lifecycle: { preStop: { httpGet: {} } } }, paths: [`${P}.lifecycle.preStop.httpGet`] },
    { container: { livenessProbe: { httpGet: { port: "http" } }, readinessProbe: { exec: { command: ["true"] } } }, paths: [] },
    { container: { image: undefined, livenessProbe: { httpGet: { path: "/" } } }, paths: [] },
  ],
  {
    title: ({ container }) => JSON.stringify(container),
    run: ({ container, paths }) => {
      const partial = toValue({ spec: { containers: [{ name: "a", image: "a:1", ...container }] } });
      assert.equal(
        portlessProbes(partial, "template").map(({ field }) => field?.path),
        paths,
      );
    },
  },
);
