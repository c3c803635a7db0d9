import { inject } from "../../app/run-objects.ts";
import { assert, table } from "../../cases.ts";

const csi = { driver: "csi.spiffe.io", readOnly: true };
const spire = "spec:\n  volumes:\n  - name: workload-socket\n    csi: {driver: csi.spiffe.io, readOnly: true}\n";
const scratch = "spec:\n  volumes:\n  - name: scratch\n    emptyDir:\n";

interface Row {
  readonly name: string;
  readonly volumes?: readonly object[];
  readonly templates?: Readonly<Record<string, string>>;
  /** By the volume's name. */
  readonly want: Readonly<Record<string, object>>;
}

/** Of the volumes whose source Istio's templates leave open. */
const rows: readonly Row[] = [
  { name: "the name alone stands for an empty directory", want: { "workload-socket": {}, "credential-socket": {}, "workload-certs": {} } },
  {
    name: "also beside volumes of the pod",
    volumes: [{ name: "own", emptyDir: null }],
    want: { own: { emptyDir: null }, "workload-socket": {}, "credential-socket": {}, "workload-certs": {} },
  },
  {
    name: "one of the pod's keeps its source",
    volumes: [{ name: "workload-socket", csi }],
    want: { "workload-socket": { csi }, "credential-socket": {} },
  },
  {
    name: "another template gives one a source",
    volumes: [{ name: "own", emptyDir: {} }],
    templates: { spire },
    want: { own: { emptyDir: {} }, "workload-socket": { csi }, "workload-certs": {} },
  },
  {
    name: "a volume of another template is one as well",
    volumes: [{ name: "own", emptyDir: {} }],
    templates: { scratch },
    want: { scratch: {} },
  },
];

table("volumes without a source", rows, {
  title: ({ name }) => name,
  run: async ({ volumes, templates = {}, want }) => {
    const metadata = { annotations: { "inject.istio.io/templates": ["sidecar", ...Object.keys(templates)].join(",") } };
    const template = { metadata, spec: { containers: [{ name: "a", image: "a:1" }], ...(volumes && { volumes }) } };
    const istio = { tag: "1.30.5", enableNamespacesByDefault: true, templates };
    const object = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" }, spec: { template } };
    const { items } = await inject([object], { namespaces: { known: [{ name: "shop" }] }, kubernetesVersion: "1.34", istio });
    const { spec } = items[0] as { spec: { template: { spec: { volumes: { name: string }[] } } } };
    for (const [name, source] of Object.entries(want)) {
      assert.equal(
        spec.template.spec.volumes.find((volume) => volume.name === name),
        { name, ...source },
      );
    }
  },
});
