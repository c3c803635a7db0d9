import { lintTable } from "./lint-table.ts";

const pod = (fields: object) => ({ containers: [{ name: "app", ports: [{ name: "http", containerPort: 80 }], ...fields }] });
const get = (port: unknown) => pod({ livenessProbe: { httpGet: { path: "/", ...(port !== undefined && { port }) } } });
const invalid = (says: string) => ({ codes: ["InvalidProbe"], says }) as const;

lintTable("the port of a probe that Istio redirects", [
  { name: "a number", spec: get(80), codes: [] },
  { name: "the name of a port", spec: get("http"), codes: [] },
  { name: "none", spec: get(undefined), ...invalid("livenessProbe of the container app never succeeds: httpGet.port is missing") },
  { name: "0", spec: get(0), ...invalid("httpGet.port is 0") },
  { name: "one that is too large", spec: get(65_536), ...invalid("httpGet.port is 65536") },
  { name: "a number in quotes", spec: get("80"), ...invalid('httpGet.port is "80"') },
  { name: "none, in a pod without Istio", spec: get(undefined), skipped: true, codes: [] },
  {
    name: "none, and probes stay as they are",
    spec: get(undefined),
    annotations: { "sidecar.istio.io/rewriteAppHTTPProbers": "false" },
    codes: [],
  },
  { name: "none of tcpSocket", spec: pod({ readinessProbe: { tcpSocket: {} } }), ...invalid("tcpSocket.port is missing") },
  { name: "none of grpc", spec: pod({ startupProbe: { grpc: {} } }), ...invalid("expected a number from 1 to 65535. Istio") },
  { name: "a name of grpc", spec: pod({ startupProbe: { grpc: { port: "http" } } }), ...invalid('grpc.port is "http"') },
  { name: "none of a hook", spec: pod({ lifecycle: { preStop: { httpGet: {} } } }), ...invalid("lifecycle.preStop of the container app") },
  { name: "a command", spec: pod({ livenessProbe: { exec: { command: ["true"] } } }), codes: [] },
]);
