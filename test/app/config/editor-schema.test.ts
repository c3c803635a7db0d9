import { fromJSONSchema } from "zod";
import { editorSchema } from "../../../src/app/config/editor-schema.chunk.ts";
import { assert, table } from "../../cases.ts";

const container = { name: "shipper", image: "shipper:1" };
const sidecar = (template: object, rest: object = {}) => ({
  apiVersion: "podgraft.dev/v1alpha1",
  kind: "SidecarInjector",
  metadata: { name: "logging" },
  spec: { sidecars: [{ name: "shipper", policy: "enabled", template, ...rest }] },
});
const inPod = (spec: object) => sidecar({ spec });

interface Row {
  readonly name: string;
  readonly config: object;
  /** A fault's path, or a word of it; absent: an editor finds none. */
  readonly fault?: string;
}

const rows: readonly Row[] = [
  { name: "a container", config: inPod({ containers: [container] }) },
  {
    name: "what a strategic merge patch says beyond the API",
    config: inPod({ containers: [{ ...container, $patch: "replace" }], dnsPolicy: null }),
  },
  {
    name: "amounts, and ports by number and by name",
    config: inPod({
      containers: [
        {
          ...container,
          resources: { requests: { cpu: 1, memory: "64Mi" } },
          livenessProbe: { httpGet: { port: "http" } },
          readinessProbe: { tcpSocket: { port: 80 } },
        },
      ],
    }),
  },
  { name: "a misspelt image", config: inPod({ containers: [{ name: "shipper", imge: "shipper:1" }] }), fault: "imge" },
  { name: "a misspelt field of the pod", config: inPod({ container: [container] }), fault: "container" },
  { name: "a number that is none", config: inPod({ terminationGracePeriodSeconds: "soon" }), fault: "terminationGracePeriodSeconds" },
  { name: "a misspelt field of appContainers", config: sidecar({}, { appContainers: { volumeMount: [] } }), fault: "volumeMount" },
  { name: "no name", config: { ...inPod({ containers: [container] }), metadata: {} }, fault: "name" },
];

const schema = fromJSONSchema(editorSchema() as Parameters<typeof fromJSONSchema>[0]);

table("the schema for editors", rows, {
  title: ({ name }) => name,
  run: ({ config, fault }) => {
    const { error } = schema.safeParse(config);
    if (fault === undefined) assert.is(error, undefined);
    else assert.match(JSON.stringify(error?.issues ?? "no fault"), fault);
  },
});
