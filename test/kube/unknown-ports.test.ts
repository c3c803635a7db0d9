import { unknownPorts } from "../../src/kube/unknown-ports.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly container: object;
  /** `path port -> meant`. */
  readonly want: readonly string[];
}

const ports = [{ containerPort: 80, name: "http" }, { containerPort: 81 }];
const get = (port: unknown) => ({ httpGet: { port } });

const rows: readonly Row[] = [
  { name: "no probes", container: { ports }, want: [] },
  { name: "a number, also as text", container: { readinessProbe: get(8080), livenessProbe: get("8080") }, want: [] },
  {
    name: "a name that a port has",
    container: { ports, readinessProbe: get("http"), startupProbe: { tcpSocket: { port: "http" } } },
    want: [],
  },
  {
    name: "each kind of probe and hook",
    container: {
      ports,
      startupProbe: { tcpSocket: { port: "admin" } },
      livenessProbe: get("htpp"),
      readinessProbe: get("web"),
      lifecycle: { postStart: get("start"), preStop: get("http2") },
    },
    want: [
      "startupProbe.tcpSocket.port admin",
      "livenessProbe.httpGet.port htpp -> http",
      "readinessProbe.httpGet.port web",
      "lifecycle.postStart.httpGet.port start",
      "lifecycle.preStop.httpGet.port http2 -> http",
    ],
  },
  { name: "no ports at all", container: { readinessProbe: get("http") }, want: ["readinessProbe.httpGet.port http"] },
  {
    name: "text that a later step of the build fills in",
    container: { readinessProbe: get("${PORT}"), livenessProbe: get("{{ p }}") },
    want: [],
  },
  { name: "what the API server refuses", container: { readinessProbe: get("HTTP") }, want: [] },
  { name: "other types", container: { ports: "http", readinessProbe: get({}), livenessProbe: [], lifecycle: null }, want: [] },
];

table("ports that probes and hooks ask for by an unknown name", rows, {
  title: ({ name }) => name,
  run: ({ container, want }) =>
    assert.equal(
      unknownPorts(toValue({ spec: { containers: [{ name: "web", ...container }] } })).map(
        ({ path, port, meant }) => `${path.join(".")} ${port}${meant === undefined ? "" : ` -> ${meant}`}`,
      ),
      want,
    ),
});
