import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import { annotationTexts, envOf } from "../kube/pod.ts";
import { at, isList, type ValueMap } from "../value/value.ts";
import { annotationRow } from "./annotations/table.ts";
import { trafficRows } from "./annotations/traffic.ts";
import { isTruthy } from "./config/values.ts";
import { sidecarOf } from "./pod-containers.ts";
import type { Template } from "./select-templates.ts";

export interface Reading {
  /** The pod template as the user has it. */
  readonly podTemplate: ValueMap;
  readonly injected: ValueMap;
  readonly templates: readonly Template[];
  readonly values: ValueMap;
}

/** The annotations of a pod that are Istio's and that nothing reads: none of its templates does, nor the injector or the agent. */
export function unreadAnnotations({ podTemplate, injected, templates, values }: Reading): readonly string[] {
  const byCni = isTruthy(at(values, "pilot", "cni", "enabled")) && isRedirected(injected);
  return Object.keys(annotationTexts(podTemplate)).filter((name) => {
    const row = annotationRow(name);
    if (row === undefined || row.on !== undefined || row.standing === "none" || row.standing === "guide") return false;
    if (row.readBy.some((reader) => reader === "injector" || reader === "agent" || reader === "others")) return false;
    if (byCni && trafficNames.has(name)) return false;
    return !templates.some((template) => template.reads(name));
  });
}

export function noteUnread(names: readonly string[], templates: readonly Template[]): readonly Diagnostic[] {
  const which = templates.map(({ name }) => name).join(" and ");
  const reads = templates.length > 1 ? `templates ${which} do` : `template ${which} does`;
  return names.map((name) =>
    diagnostic("IgnoredAnnotation", {
      message: `The annotation ${name} has no effect: the ${reads} not read it`,
      fix: "remove the annotation, or choose another template",
      field: { path: `metadata.annotations[${name}]` },
    }),
  );
}

const trafficNames: ReadonlySet<string> = new Set(Object.values(trafficRows).map(({ name }) => name));

/**
 * Whether the CNI plugin redirects the traffic of an injected pod, by these annotations: not of a gateway's, nor where there is no
 * Envoy.
 *
 * Source: istio cni/pkg/plugin/plugin.go CmdAdd.
 */
function isRedirected(injected: ValueMap): boolean {
  const proxy = sidecarOf(injected);
  if (proxy === undefined) return false;
  const isRouter = isList(proxy.args) && proxy.args.includes("router");
  return !isRouter && !envOf(proxy).some(({ name, value }) => name === "DISABLE_ENVOY" && value === "true");
}
