import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Part } from "../graft/graft.ts";
import { type ContainerList, containerNamed, containersIn, withContainers } from "../kube/pod.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import { proxyContainer } from "./container-names.ts";
import { annotations, istioParty } from "./names.ts";
import type { PodContext } from "./pod-context.ts";
import { annotationOf } from "./profile/pod-settings.ts";
import type { Template } from "./select-templates.ts";

/** Those that Istio itself has; others are named in messages. */
const OWN_TEMPLATES: ReadonlySet<string> = new Set(["sidecar", "gateway", "grpc-simple", "grpc-agent", "waypoint", "kube-gateway"]);

export interface Templates {
  readonly templates: readonly Template[];
  readonly context: PodContext;
}

export interface MergedTemplates {
  readonly pod: ValueMap;
  /** The templates' partial pods, merged with each other only. */
  readonly templatePod: ValueMap;
  /** What each template brought. */
  readonly parts: readonly Part[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges templates one after another, each rendered from the pod as it was, onto the pod and among themselves.
 *
 * Source: istio pkg/kube/inject/inject.go RunTemplate.
 */
export function mergeTemplates(original: ValueMap, { templates, context }: Templates): MergedTemplates {
  const rendered = templates.map(({ name, render, isMesh }) => ({ isMesh, party: partyOf(name), ...render(context) }));
  const hasOrdinary = rendered.some(({ patch }) => proxyIn(patch, "containers") !== undefined);
  let pod = original;
  let templatePod: ValueMap = newMap();
  const parts: Part[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { party, isMesh, patch: given, diagnostics: told } of rendered) {
    const native = isNative(pod, context.nativeSidecars);
    const patch = isMesh ? given : native ? besideNative(given, templatePod) : hasOrdinary ? asOrdinary(given) : given;
    templatePod = strategicMerge(templatePod, patch, podTemplateSchema).value as ValueMap;
    const merged = strategicMerge(native ? besideNative(pod, templatePod) : pod, patch, podTemplateSchema);
    pod = merged.value as ValueMap;
    parts.push({ party, patch, podTemplate: pod });
    diagnostics.push(...told, ...merged.diagnostics);
  }
  return { pod, templatePod, parts, diagnostics };
}

function partyOf(template: string): string {
  return OWN_TEMPLATES.has(template) ? istioParty : `the Istio template ${template}`;
}

/** Unlike in the template only "true" and "false" of the annotation count here. */
function isNative(pod: ValueMap, nativeSidecars: boolean): boolean {
  const asked = annotationOf({ pod }, annotations.nativeSidecar) ?? "";
  return asked === "true" || (asked !== "false" && nativeSidecars);
}

/**
 * A native proxy is an init container, while the user's own settings for it are among the containers: they move. So do those of a
 * template behind the one with the proxy.
 *
 * Differs: Istio leaves the latter, a second container of that name, and the API server refuses the pod. The mesh's own
 * templates are merged as Istio does it.
 */
function besideNative(pod: Value, templatePod: ValueMap): Value {
  return proxyIn(templatePod, "initContainers") === undefined ? pod : withProxyMoved(pod, "initContainers");
}

/** The same where a template is written for a native proxy and this one is an ordinary container, which has no restart policy. */
function asOrdinary(patch: Value): Value {
  return withProxyMoved(patch, "containers", (proxy) => withKey(proxy, "restartPolicy", undefined));
}

function withProxyMoved(pod: Value, target: ContainerList, change = (proxy: ValueMap) => proxy): Value {
  const source = target === "containers" ? "initContainers" : "containers";
  const proxy = proxyIn(pod, source);
  if (proxy === undefined || !isMap(pod)) return pod;
  const others = containersIn(pod, source).filter((container) => container !== proxy);
  return withContainers(withContainers(pod, source, others), target, [...containersIn(pod, target), change(proxy)]);
}

function proxyIn(pod: Value, list: ContainerList): ValueMap | undefined {
  return isMap(pod) ? containerNamed(containersIn(pod, list), proxyContainer) : undefined;
}
