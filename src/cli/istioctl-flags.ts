import { injectorConfigText } from "../app/config/config-text.ts";
import { parseText } from "../app/embedded-yaml.ts";
import type { NamedText } from "../app/named-text.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { at } from "../value/value.ts";
import type { Options } from "./option-table.ts";
import { readText } from "./read-text.ts";

const SYSTEM_NAMESPACE = "istio-system";
const OPERATOR = "IstioOperator";

/**
 * The files named by istioctl's flags, as the cluster objects that they replace: the injector's ConfigMap, the mesh's,
 * an IstioOperator. Source: istio istioctl/pkg/kubeinject/kubeinject.go
 */
export function istioctlContext(options: Options): { context: readonly NamedText[]; diagnostics: readonly Diagnostic[] } {
  const { injectConfigFile, valuesFile, meshConfigFile, operatorFileName, revision } = options;
  const diagnostics: Diagnostic[] = [];
  const textOf = (file: string | undefined, flag?: FileFlag) => {
    const read = file === undefined ? undefined : readText(file);
    if (!read) return undefined;
    if ("diagnostics" in read) diagnostics.push(...read.diagnostics);
    const kind = flag && "text" in read ? kindOf(read.text) : undefined;
    if (flag && kind !== undefined) diagnostics.push(manifestInstead(file as string, flag, kind));
    return "text" in read ? read.text : undefined;
  };
  const injector = textOf(injectConfigFile, "injectConfigFile");
  const config = injector === undefined ? undefined : injectorConfigText(injector);
  const context = [
    ...configMap("istio-sidecar-injector", revision, { config, values: textOf(valuesFile, "valuesFile") }),
    ...configMap("istio", revision, { mesh: textOf(meshConfigFile, "meshConfigFile") }),
  ];
  const operators = operatorFileName.map((file) => ({ file, text: textOf(file) }));
  diagnostics.push(...operators.filter(({ text }) => text !== undefined && !text.includes(OPERATOR)).map(noOperator));
  return { context: [...context, ...operators.map(({ file, text = "" }) => ({ file, text }))], diagnostics };
}

/** What the files of these flags hold in a cluster, as istioctl expects them. */
const contents = {
  injectConfigFile: "what the ConfigMap istio-sidecar-injector has under data.config",
  meshConfigFile: "what the ConfigMap istio has under data.mesh",
  valuesFile: "what the ConfigMap istio-sidecar-injector has under data.values",
} as const;

type FileFlag = keyof typeof contents;

/** The kind of a text that is a manifest. */
function kindOf(text: string): string | undefined {
  const value = /^apiVersion: /m.test(text) ? parseText(text.split(/^---$/m).find((part) => part.trim() !== "") ?? "") : undefined;
  const kind = at(value, "kind");
  return typeof kind === "string" ? kind : undefined;
}

function manifestInstead(file: string, flag: FileFlag, kind: string): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot use ${file} as --${flag}: it is a ${kind}; expected ${contents[flag]}`,
    location: { file },
    fix:
      kind === "ConfigMap"
        ? `add the ConfigMap with --context ${file}, or write its text into a file of its own`
        : "name the file with that text",
  });
}

/** Anything else in such a file would count as a manifest of the input. */
function noOperator({ file }: { readonly file: string }): Diagnostic {
  return diagnostic("InvalidInput", {
    message: `Cannot use ${file} as --operatorFileName: it has no IstioOperator; expected one`,
    location: { file },
    fix: "name a file with an IstioOperator, or give its manifests with -f",
  });
}

/** A ConfigMap as the chart makes it for a revision. */
function configMap(base: string, revision: string | undefined, data: Readonly<Record<string, string | undefined>>): readonly NamedText[] {
  if (Object.values(data).every((text) => text === undefined)) return [];
  const name = revision === undefined ? base : `${base}-${revision}`;
  const labels = { "istio.io/rev": revision ?? "default" };
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: SYSTEM_NAMESPACE, labels }, data };
  return [{ file: `ConfigMap ${name}`, text: JSON.stringify(object) }];
}

/** As `istioctl kube-inject`, which does not use the labels of namespaces. */
export function istioctlConfig({ revision }: Options): NamedText {
  const istio = { namespaceSelector: {}, ...(revision !== undefined && { revision }) };
  const object = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "istio" }, spec: { istio } };
  return { file: "command line", text: JSON.stringify(object) };
}
