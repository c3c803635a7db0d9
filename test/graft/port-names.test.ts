import { deployment, inject } from "../app/run-objects.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  readonly app?: object;
  readonly sidecar?: object;
  readonly appContainers?: object;
  /** `field: message; fix`. */
  readonly want: readonly string[];
}

const ready = (port: unknown) => ({ readinessProbe: { httpGet: { port } } });
const http = { ports: [{ containerPort: 80, name: "http" }] };
const place = "spec.template.spec.containers";

const rows: readonly Row[] = [
  { name: "a port that the sidecar has", sidecar: { ...http, ...ready("http") }, want: [] },
  {
    name: "one that it does not have",
    sidecar: { ...http, ...ready("htpp") },
    want: [
      `${place}[s].readinessProbe.httpGet.port: The readinessProbe of the container s asks for the port htpp, and the container has no port with that name: the pod never becomes ready; write http, or give the port's number: spec.sidecars[0].template.spec.containers[0].readinessProbe.httpGet.port`,
    ],
  },
  {
    name: "a port of another container",
    app: http,
    sidecar: { lifecycle: { preStop: { httpGet: { port: "http" } } } },
    want: [
      `${place}[s].lifecycle.preStop.httpGet.port: The preStop of the container s asks for the port http, and the container has no port with that name: it does not run; name one of the container's ports so, or give the port's number: spec.sidecars[0].template.spec.containers[0].lifecycle.preStop.httpGet.port`,
    ],
  },
  { name: "the app's own probe is left to check", app: ready("http"), want: [] },
  { name: "a port that the sidecar gives the app", app: http, appContainers: ready("http"), want: [] },
  {
    name: "a probe of the app that the sidecar gives it",
    appContainers: { livenessProbe: { tcpSocket: { port: "http" } } },
    want: [
      `${place}[web].livenessProbe.tcpSocket.port: The livenessProbe of the container web asks for the port http, and the container has no port with that name: it never restarts the container; name one of the container's ports so, or give the port's number: spec.sidecars[0].appContainers.livenessProbe.tcpSocket.port`,
    ],
  },
];

table("port names that grafts ask for", rows, {
  title: ({ name }) => name,
  run: async ({ app, sidecar, appContainers, want }) => {
    const template = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "web:1", ...app }] } };
    const own = { name: "s", policy: "enabled", template: { spec: { containers: [{ name: "s", image: "s:1", ...sidecar }] } } };
    const { diagnostics } = await inject([deployment(template)], { kubernetesVersion: "1.34", sidecars: [{ ...own, appContainers }] });
    const found = diagnostics.filter(({ code }) => code === "UnknownPortName");
    assert.ok(found.every(({ severity }) => severity === "warning"));
    assert.equal(
      found.map(({ field, message, fix }) => `${field?.path}: ${message}; ${fix}`),
      want,
    );
  },
});
