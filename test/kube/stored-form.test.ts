import { podTemplateSchema } from "../../src/kube/schema.ts";
import { storedForm } from "../../src/kube/stored-form.ts";
import { toValue } from "../../src/value/value.ts";
import { assert, table } from "../cases.ts";

interface Row {
  readonly name: string;
  /** A container as it was, and as it is once something was grafted into it. */
  readonly before?: object;
  readonly after: object;
  readonly want: object;
}

const rows: readonly Row[] = [
  {
    name: "amounts in the server's spelling",
    after: { resources: { limits: { cpu: "2000m", memory: "1024Mi" }, requests: { cpu: 0.5, memory: "128Mi", "example.com/gpu": 1 } } },
    want: { resources: { limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "500m", memory: "128Mi", "example.com/gpu": "1" } } },
  },
  { name: "less than a thousandth", after: { resources: { limits: { cpu: "100u" } } }, want: { resources: { limits: { cpu: "1m" } } } },
  {
    name: "what means the same as absent",
    after: { name: "a", command: [], tty: false, image: "", readinessProbe: { initialDelaySeconds: 0, exec: { command: null } } },
    want: { name: "a", readinessProbe: { exec: {} } },
  },
  { name: "variables without a value", after: { env: [{ name: "A", value: "" }] }, want: { env: [{ name: "A" }] } },
  {
    name: "false and 0 where they say something",
    after: { securityContext: { runAsUser: 0, privileged: false, capabilities: {} }, resources: {} },
    want: { securityContext: { runAsUser: 0, privileged: false, capabilities: {} }, resources: {} },
  },
  {
    name: "fields that the server always has",
    after: { ports: [{ containerPort: 0, name: "" }], env: [{ name: "" }] },
    want: { ports: [{ containerPort: 0 }], env: [{ name: "" }] },
  },
  {
    name: "what is not an amount stays",
    after: { resources: { limits: { cpu: "much" } } },
    want: { resources: { limits: { cpu: "much" } } },
  },
  {
    name: "what the user wrote stays as it is",
    before: { command: [], env: [{ name: "A", value: "" }], resources: { limits: { cpu: "2000m" } } },
    after: {
      command: [],
      env: [
        { name: "B", value: "" },
        { name: "A", value: "" },
      ],
      resources: { limits: { cpu: "2000m", memory: "1024Mi" } },
    },
    want: { command: [], env: [{ name: "B" }, { name: "A", value: "" }], resources: { limits: { cpu: "2000m", memory: "1Gi" } } },
  },
  {
    name: "a header without a value",
    after: { lifecycle: { preStop: { httpGet: { path: "", port: 1, httpHeaders: [{ name: "x", value: "" }] } } } },
    want: { lifecycle: { preStop: { httpGet: { port: 1, httpHeaders: [{ name: "x", value: "" }] } } } },
  },
];

const template = (container: object | undefined) =>
  toValue({ metadata: { labels: { a: "" } }, ...(container && { spec: { containers: [{ name: "web", ...container }] } }) });

table("what is added is as the API server stores it", rows, {
  title: ({ name }) => name,
  run: ({ before, after, want }) => {
    const stored = storedForm(template(after), template(before), podTemplateSchema);
    assert.equal(stored, template(want));
    assert.is(storedForm(stored, template(before), podTemplateSchema), stored, "the same object where nothing is to be done");
  },
});
