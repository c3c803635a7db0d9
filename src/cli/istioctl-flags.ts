import type { NamedText } from "../app/named-text.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Options } from "./option-table.ts";
import { readText } from "./read-inputs.ts";

const SYSTEM_NAMESPACE = "istio-system";

/**
 * What istioctl's flags name, as the objects of a cluster from which it took them: the injector's ConfigMap, the
 * mesh's, an IstioOperator. Source: istio istioctl/pkg/kubeinject/kubeinject.go
 */
export function istioctlContext(options: Options): { context: readonly NamedText[]; diagnostics: readonly Diagnostic[] } {
  const { injectConfigFile, valuesFile, meshConfigFile, operatorFileName } = options;
  const diagnostics: Diagnostic[] = [];
  const textOf = (file: string | undefined) => {
    const read = file === undefined ? undefined : readText(file);
    if (read && "diagnostics" in read) diagnostics.push(...read.diagnostics);
    return read && "text" in read ? read.text : undefined;
  };
  const named = (base: string) => (options.revision ? `${base}-${options.revision}` : base);
  const context = [
    ...configMap(named("istio-sidecar-injector"), { config: textOf(injectConfigFile), values: textOf(valuesFile) }),
    ...configMap(named("istio"), { mesh: textOf(meshConfigFile) }),
    ...(operatorFileName === undefined ? [] : [{ file: operatorFileName, text: textOf(operatorFileName) ?? "" }]),
  ];
  return { context, diagnostics };
}

function configMap(name: string, data: Readonly<Record<string, string | undefined>>): readonly NamedText[] {
  if (Object.values(data).every((text) => text === undefined)) return [];
  const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: SYSTEM_NAMESPACE }, data };
  return [{ file: `ConfigMap ${name}`, text: JSON.stringify(object) }];
}

/** What `istioctl kube-inject` does without a configuration of ours: it knows no labels of namespaces. */
export function istioctlConfig({ revision }: Options): NamedText {
  const istio = { namespaceSelector: {}, ...(revision !== undefined && { revision }) };
  const object = { apiVersion: "podgraft.dev/v1alpha1", kind: "SidecarInjector", metadata: { name: "istio" }, spec: { istio } };
  return { file: "command line", text: JSON.stringify(object) };
}
