import { appProbers, storedProbers } from "../../../src/istio/post/app-probers.ts";
import { assert, table } from "../../cases.ts";
import { podOf } from "../contexts.ts";

const AGENT = 15_020;

interface Row {
  readonly title: string;
  readonly container: object;
  readonly probers: object | undefined;
}

const http = (port: unknown, more: object = {}) => ({ httpGet: { path: "/ready", port, ...more } });
const ready = (container: object, prober: object | undefined): Omit<Row, "title"> => ({
  container,
  probers: prober && { "/app-health/app/readyz": prober },
});

const rows: readonly Row[] = [
  { title: "a port by number", ...ready({ readinessProbe: http(80) }, { httpGet: { path: "/ready", port: 80 } }) },
  {
    title: "a port by name: of two with the name, the last one",
    ...ready(
      {
        readinessProbe: http("web"),
        ports: [
          { name: "web", containerPort: 1 },
          { name: "web", containerPort: 2 },
          { name: "x", containerPort: 3 },
        ],
      },
      { httpGet: { path: "/ready", port: 2 } },
    ),
  },
  { title: "a port by a name that no port has", ...ready({ readinessProbe: http("web") }, undefined) },
  { title: "the agent's own port", ...ready({ readinessProbe: http(AGENT) }, undefined) },
  {
    title: "a timeout",
    ...ready({ readinessProbe: { ...http(80), timeoutSeconds: 3 } }, { httpGet: { path: "/ready", port: 80 }, timeoutSeconds: 3 }),
  },
  {
    title: "headers",
    ...ready(
      { readinessProbe: http(80, { httpHeaders: [{ name: "a" }] }) },
      { httpGet: { path: "/ready", port: 80, httpHeaders: [{ name: "a", value: "" }] } },
    ),
  },
  {
    title: "TCP with a host",
    ...ready({ readinessProbe: { tcpSocket: { port: 80, host: "h" } } }, { tcpSocket: { port: 80, host: "h" } }),
  },
  { title: "gRPC", ...ready({ readinessProbe: { grpc: { port: 80 } } }, { grpc: { port: 80, service: null } }) },
  { title: "a command", ...ready({ readinessProbe: { exec: { command: ["a"] } } }, undefined) },
  {
    title: "a hook has no timeout",
    container: { lifecycle: { preStop: { ...http(80), timeoutSeconds: 3 } } },
    probers: { "/app-lifecycle/app/prestopz": { httpGet: { path: "/ready", port: 80 } } },
  },
  { title: "a hook that speaks gRPC", container: { lifecycle: { postStart: { grpc: { port: 80 } } } }, probers: undefined },
];

table("probers of", rows, {
  title: ({ title }) => title,
  run: ({ container, probers }) => {
    const text = appProbers(
      podOf(
        {},
        {
          containers: [
            { name: "istio-proxy", readinessProbe: http(1) },
            { name: "app", ...container },
          ],
        },
      ),
      AGENT,
    );
    assert.equal(text === "" ? undefined : JSON.parse(text), probers);
  },
});

table(
  "stored probers",
  [
    { title: "no JSON", text: "{", read: undefined },
    { title: "a list", text: "[]", read: undefined },
    { title: "a port that is not valid", text: '{"/a":{"httpGet":{"port":true}}}', read: undefined },
    { title: "fields that Go does not know", text: '{"/a":{"httpGet":{"port":80},"x":1}}', read: ["/a"] },
  ],
  {
    title: ({ title }) => title,
    run: ({ text, read }) => {
      const probers = storedProbers(text);
      assert.equal(probers && Object.keys(probers), read);
    },
  },
);
