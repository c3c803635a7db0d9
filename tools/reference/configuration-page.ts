import type { FieldRow, FieldRows } from "../../src/app/config/field-row.ts";
import { selectorRows } from "../../src/app/config/field-row.ts";
import { fieldRows } from "../../src/app/config/field-rows.ts";
import { configSchema } from "../../src/app/config/json-schema.ts";
import { dialectTable } from "../../src/dialects/table.ts";
import { type Schema, type SchemaField, schemaFields, selectorFields } from "./schema-fields.ts";
import { tableOf } from "./table.ts";

const intro = `# The configuration

The content of \`podgraft schema\`, as a page. \`node --import tsx tools/reference-docs.ts\` writes it.

A configuration is one object of the kind \`SidecarInjector\`. Its \`metadata.name\` is the name under which podgraft keeps
what it grafted ([UPGRADE.md](UPGRADE.md)): keep it, or the next run does not know its own work. An unknown field is an error
that names the nearest known one. Nothing is read from anywhere but this object and the input.

\`\`\`yaml
# file: injector.yaml
apiVersion: podgraft.dev/v1alpha1
kind: SidecarInjector
metadata:
  name: platform
  annotations:
    config.kubernetes.io/function: |     # for kustomize only
      exec: {path: podgraft}
spec:
  kubernetesVersion: "1.34"
  namespaces:
    default: shop
    known:
    - {name: shop, labels: {istio-injection: enabled, logging: enabled}}
  istio:
    tag: 1.30.5
  sidecars:
  - name: log-shipper
    namespaceSelector:
      matchLabels: {logging: enabled}
    template:
      spec:
        containers:
        - {name: log-shipper, image: "fluent/fluent-bit:3.1.9"}
\`\`\`

A \`ConfigMap\` works too; \`kpt fn eval\` and kpt's \`configMap\` make one. Its keys are the paths below
\`spec\`, and each string is read as the field's type. \`config\` may have the YAML of a whole \`spec\`, which single
keys beat:

\`\`\`yaml
# file: configmap.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: platform}
data:
  istio.tag: 1.30.5
  kubernetesVersion: "1.34"
  config: |
    namespaces:
      known: [{name: shop, labels: {istio-injection: enabled}}]
\`\`\`

\`\`\`sh
podgraft explain -n shop --pod-labels app=web -c injector.yaml
echo "and with the ConfigMap"
podgraft explain -n shop --pod-labels app=web -c configmap.yaml
\`\`\`

\`\`\`text
# output
Pod supposed: log-shipper is injected: the selectors match
Pod supposed: istio is injected: its namespace or its revision belongs to the mesh
and with the ConfigMap
Pod supposed: istio is injected: its namespace or its revision belongs to the mesh
\`\`\`

Later ones override earlier ones: podgraft's defaults, the mesh's own ConfigMaps and IstioOperators in the input, \`spec.istio\`, the
entry of a revision. "The mesh's" below means the value in these ConfigMaps. \`null\` in \`values\` removes a value, as in Helm.

**In an editor.** Write the schema beside the configuration, and name it in the configuration's first line:

\`\`\`sh
podgraft schema -o podgraft.schema.json
\`\`\`

\`\`\`yaml
# yaml-language-server: $schema=podgraft.schema.json
\`\`\`

VS Code (with the YAML extension), Neovim and other editors with the YAML language server then complete every field, also those of
pods and containers. They show what a field is for, and flag a misspelt one. In a sidecar with \`allowUnknownFields\` they flag no field
of the pod: podgraft does, by the paths in it.
`;

interface Section {
  readonly title: string;
  readonly has: (path: string) => boolean;
  readonly strip: string;
}

const sections: readonly Section[] = [
  { title: "spec", has: (path) => !/[.[]/.test(path), strip: "" },
  { title: "spec.namespaces", has: (path) => path.startsWith("namespaces."), strip: "namespaces." },
  { title: "spec.istio", has: (path) => path.startsWith("istio.") && !path.startsWith("istio.revisions["), strip: "istio." },
  { title: "spec.istio.revisions[]", has: (path) => path.startsWith("istio.revisions[]."), strip: "istio.revisions[]." },
  { title: "spec.sidecars[]", has: (path) => path.startsWith("sidecars[]."), strip: "sidecars[]." },
  { title: "spec.dialects", has: (path) => /^dialects\.[^.]+$/.test(path), strip: "dialects." },
  ...dialectTable.map(({ name }) => ({
    title: `spec.dialects.${name}`,
    has: (path: string) => path.startsWith(`dialects.${name}.`),
    strip: `dialects.${name}.`,
  })),
  { title: "spec.workloads[]", has: (path) => path.startsWith("workloads[]."), strip: "workloads[]." },
];

const notes: Readonly<Record<string, string>> = {
  "spec.istio.revisions[]": "Fields that an entry does not set are as in `spec.istio`, except `tags` and `namespaceSelector`.",
  "spec.sidecars[]": `These rules decide, in this order: the kind must be listed; \`os\` and \`hostNetwork\` must allow it; if the pod has the key \`optIn\`,
its value decides; otherwise all given selectors must match; without selectors, \`policy\` decides. [TEMPLATES.md](TEMPLATES.md)
describes \`templateText\`.`,
  "spec.workloads[]":
    "A path has keys with dots between them, `[]` for every item of a list, `*` for every value of a map, and `?` after what may be absent.",
};

/** docs/CONFIGURATION.md. */
export function configurationPage(): string {
  const spec = (configSchema() as Schema).properties?.spec as Schema;
  const fields = schemaFields(spec);
  const parts = sections.map(({ title, has, strip }) => {
    const own = fields.filter(({ path }) => has(path)).map((field) => ({ ...field, shown: field.path.slice(strip.length) }));
    const note = notes[title];
    return `## ${title}\n\n${note === undefined ? "" : `${note}\n\n`}${fieldTable(own, fieldRows)}`;
  });
  const selector = selectorFields(spec).map((field) => ({ ...field, shown: field.path }));
  const closing = `## Label selector\n\nAs Kubernetes has it. An empty one selects everything; in \`neverInjectSelector\` and \`alwaysInjectSelector\`, nothing, as in Istio.\n\n${fieldTable(selector, selectorRows)}`;
  return `${intro}\n${[...parts, closing].join("\n")}`;
}

function fieldTable(fields: readonly (SchemaField & { shown: string })[], rows: FieldRows): string {
  return tableOf(
    ["field", "type", "default", "what it is for", "example"],
    fields.map(({ path, shown, type, description }) => {
      const { absent, example } = rows[path] as FieldRow;
      return [`\`${shown}\``, type, absent, description ?? "", `\`${shown.split(".").at(-1)}: ${example}\``];
    }),
  );
}
