import { type WorkloadKind, workloads } from "../../src/kube/workloads.ts";
import { tableOf } from "./table.ts";

const intro = `# Kinds of workloads

Where podgraft looks for pod templates. \`node --import tsx tools/reference-docs.ts\` writes this page from
\`src/kube/workloads.ts\`. Objects of other kinds are left alone, and so are kinds with the same name in another group.
podgraft also looks inside a \`List\`.

In a path, \`[]\` is every item of a list, \`*\` every value of a map, and \`?\` marks what may be absent.

`;

const outro = `
- **recreate**: once applied, the template cannot change. A new version of a sidecar in Git is refused by the cluster; the
  object has to be deleted and recreated. \`podgraft diff\` counts such workloads.
- **labels and annotations only**: the kind's controller refuses most of a pod's spec. A sidecar's labels and
  annotations are grafted, and MetadataOnly tells what was left out; \`knative: pod\` in the sidecar grafts all of it.
- **may have no containers**: the kind's controller adds what a pod needs.
- **workloadRef**: where the object names another workload at \`spec.workloadRef\`, that one is injected instead.

## Kinds of your own

\`\`\`yaml
# file: injector.yaml
apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: farms
spec:
  workloads:
  - apiVersion: example.com/v1
    kind: Farm
    podTemplates: ["spec.pods[].template", "spec.leaderTemplate?"]
  sidecars:
  - name: log-shipper
    policy: enabled
    template:
      spec:
        containers:
        - {name: log-shipper, image: "fluent/fluent-bit:3.1.9"}
\`\`\`

\`\`\`yaml
# file: farm.yaml
apiVersion: example.com/v1
kind: Farm
metadata:
  name: north
spec:
  pods:
  - name: barn
    template:
      spec:
        containers:
        - {name: barn, image: "example.com/barn:1.0"}
\`\`\`

\`\`\`sh
podgraft inject -f farm.yaml -c injector.yaml
\`\`\`

Each version of a kind is an entry of its own. An entry for a kind that podgraft knows takes the place of its own.
`;

/** docs/WORKLOADS.md. */
export function workloadsPage(): string {
  const rows = workloads.map((workload) => [
    workload.group === "" ? "core" : workload.group,
    versionsOf(workload),
    workload.kind,
    workload.podTemplates.map((path) => (path === "." ? "the object itself" : `\`${path}\``)).join("<br>"),
    notesOf(workload).join(", "),
  ]);
  return intro + tableOf(["group", "versions", "kind", "pod templates", ""], rows) + outro;
}

function versionsOf({ versions }: WorkloadKind): string {
  return versions === "*" ? "any" : versions.join(", ");
}

function notesOf({ immutable, metadataOnly, partial, workloadRef }: WorkloadKind): readonly string[] {
  return [
    ...(immutable ? ["recreate"] : []),
    ...(metadataOnly ? ["labels and annotations only"] : []),
    ...(partial ? ["may have no containers"] : []),
    ...(workloadRef === undefined ? [] : ["workloadRef"]),
  ];
}
