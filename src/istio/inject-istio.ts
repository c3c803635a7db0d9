import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Applied, Part } from "../graft/graft.ts";
import { allContainers, labelTexts } from "../kube/pod.ts";
import { newMap, type ValueMap, withKey } from "../value/value.ts";
import { mergeProxyConfig } from "./config/merge-proxy-config.ts";
import type { Message } from "./config/message.ts";
import { effectiveProxyConfig, type ProxyConfigResource } from "./config/proxy-config-resource.ts";
import { guideFields, noteGuideAnnotations } from "./guide-annotations.ts";
import { type MergedTemplates, mergeTemplates } from "./merge-templates.ts";
import { annotations } from "./names.ts";
import { forgetAssignedUser, proxyIds } from "./openshift.ts";
import { clusterEnv } from "./post/cluster-env.ts";
import { injectionStatus } from "./post/injection-status.ts";
import { overridesFaults } from "./post/kept-overrides.ts";
import { checkMetrics } from "./post/merge-metrics.ts";
import type { PostContext } from "./post/post-context.ts";
import { postSteps } from "./post/post-steps.ts";
import { stripInjection } from "./post/strip-injection.ts";
import { annotationOf, type RenderContext, type Workload } from "./profile/render-context.ts";
import type { ReadYaml } from "./read-yaml.ts";
import { selectTemplates, type TemplateSet } from "./select-templates.ts";
import { noteUnread, unreadAnnotations } from "./unread-annotations.ts";
import { readProxyConfigAnnotation, validateAnnotations } from "./validate.ts";

/** What one control plane injects, and what is known of the pod's place. */
export interface InjectContext extends TemplateSet {
  readonly workload: Workload;
  /** The annotations of the workload's namespace. */
  readonly namespaceAnnotations: ValueMap;
  /** The chart's values with the defaults filled in (config/values.ts). */
  readonly values: ValueMap;
  /** The mesh's, laid over the defaults (config/merge-mesh-config.ts). */
  readonly meshConfig: Message<"MeshConfig">;
  readonly proxyConfigResources: readonly ProxyConfigResource[];
  readonly revision: string;
  readonly nativeSidecars: boolean;
  /** "" or "fips-140-3". */
  readonly compliancePolicy: string;
  /** "" or "openshift". */
  readonly platform: string;
  /** The minor of Istio to reproduce; undefined: the newest. */
  readonly minor: string | undefined;
  /** What the URL of the webhook sets (post/cluster-env.ts). */
  readonly urlEnv: Readonly<Record<string, string>>;
  readonly guideAnnotations: boolean;
  /** What every injected pod gets. */
  readonly injectedAnnotations: ValueMap;
  readonly readYaml: ReadYaml;
}

/**
 * Injects one pod template: check, render, merge, and what comes after the merge.
 *
 * Whether it is to be injected at all was decided before (rules/).
 *
 * Source: istio pkg/kube/inject/webhook.go injectPod, inject.go RunTemplate.
 */
export function injectIstio(podTemplate: ValueMap, context: InjectContext): Applied {
  const selected = selectTemplates(podTemplate, context);
  const { templates } = selected;
  const checked = [
    ...validateAnnotations(podTemplate, context),
    ...overridesFaults(podTemplate),
    ...noteGuideAnnotations(podTemplate, { ...context, templates }),
    ...noteInjection(podTemplate),
  ];
  if (hasErrors([...checked, ...selected.diagnostics]))
    return { podTemplate, patch: newMap(), diagnostics: [...checked, ...selected.diagnostics] };
  const pod = context.platform === "openshift" ? forgetAssignedUser(podTemplate) : podTemplate;
  const proxy = proxyConfigOf(pod, context);
  const render = renderContext(pod, context, proxy.proxyConfig);
  const merged = mergeTemplates(pod, { templates, context: render });
  const post = postContext(pod, { context, proxy, merged });
  const unread = unreadAnnotations({ podTemplate, injected: merged.pod, templates, values: context.values });
  const found = [...proxy.diagnostics, ...merged.diagnostics, ...checkMetrics(merged.pod, post)];
  const diagnostics = [...checked, ...noteUnread(unread, templates), ...found];
  if (hasErrors(diagnostics)) return { podTemplate, patch: newMap(), diagnostics };
  const { templatePod: patch, parts } = merged;
  const adopted = allContainers(patch).map(({ container }) => String(container.name));
  const injected = postSteps.reduce((result, step) => step(result, post), merged.pod);
  return { podTemplate: injected, patch, parts: finished(parts, injected), adopted, diagnostics };
}

/** What comes after the merge is there once the last template is. */
function finished(parts: readonly Part[], podTemplate: ValueMap): readonly Part[] {
  return parts.map((part, i) => (i === parts.length - 1 ? { ...part, podTemplate } : part));
}

interface Rendered {
  readonly context: InjectContext;
  readonly proxy: ProxyFacts;
  readonly merged: MergedTemplates;
}

function postContext(original: ValueMap, { context, proxy, merged }: Rendered): PostContext {
  const { values, revision, minor, guideAnnotations, injectedAnnotations, urlEnv } = context;
  const { meshConfig, proxyConfig } = proxy;
  const { templatePod } = merged;
  const proxyEnv = clusterEnv({ pod: original, values, fromUrl: urlEnv });
  return { original, templatePod, values, meshConfig, proxyConfig, revision, proxyEnv, minor, guideAnnotations, injectedAnnotations };
}

interface ProxyFacts {
  readonly proxyConfig: Message<"ProxyConfig">;
  /** The mesh's, with the pod's annotation over its `defaultConfig`, as kube-inject has it. */
  readonly meshConfig: Message<"MeshConfig">;
  readonly diagnostics: readonly Diagnostic[];
}

/** The ProxyConfig that a pod's annotation and the ProxyConfig resources make of the mesh's. */
export function proxyConfigOf(
  pod: ValueMap,
  context: Pick<InjectContext, "meshConfig" | "workload" | "proxyConfigResources" | "readYaml" | "guideAnnotations">,
): ProxyFacts {
  const { meshConfig, workload, proxyConfigResources, readYaml } = context;
  const text = annotationOf({ pod }, annotations.proxyConfig);
  const read = text === undefined ? undefined : readProxyConfigAnnotation(text, readYaml);
  const given = typeof read === "object" ? read.fields : undefined;
  const annotation: ValueMap = Object.assign(newMap(), guideFields(pod, context), given);
  const mesh = meshConfig.defaultConfig ?? (newMap() as Message<"ProxyConfig">);
  const { proxyConfig, ambiguous } = effectiveProxyConfig({
    mesh,
    rootNamespace: meshConfig.rootNamespace ?? "",
    resources: proxyConfigResources,
    namespace: workload.namespace || "default",
    podLabels: labelTexts(pod),
    annotation,
  });
  const own = mergeProxyConfig(mesh, annotation) as ValueMap;
  const merged = own === meshConfig.defaultConfig ? meshConfig : withKey(meshConfig as ValueMap, "defaultConfig", own);
  return { proxyConfig, meshConfig: merged as Message<"MeshConfig">, diagnostics: ambiguous.map(ambiguity) };
}

function ambiguity(resources: readonly ProxyConfigResource[]): Diagnostic {
  const names = resources.map(({ name, namespace }) => `${namespace}/${name}`);
  return diagnostic("AmbiguousProxyConfig", {
    message: `Cannot tell which ProxyConfig Istio takes: ${names.join(", ")} all match, and the oldest counts; expected one. ${names[0]} is used`,
    fix: "Keep one of them, or give them selectors that tell the pods apart.",
  });
}

function renderContext(pod: ValueMap, context: InjectContext, proxyConfig: Message<"ProxyConfig">): RenderContext {
  const { workload, values, meshConfig, revision, nativeSidecars, compliancePolicy, minor, guideAnnotations } = context;
  const { uid, gid } = context.platform === "openshift" ? proxyIds(context.namespaceAnnotations) : { uid: 1337, gid: 1337 };
  return {
    pod: stripInjection(pod, meshConfig),
    workload,
    values,
    meshConfig,
    proxyConfig,
    revision,
    nativeSidecars,
    proxyUid: uid,
    proxyGid: gid,
    compliancePolicy,
    minor,
    guideAnnotations,
  };
}

function noteInjection(pod: ValueMap): readonly Diagnostic[] {
  if (injectionStatus(pod) === undefined) return [];
  return [
    diagnostic("InjectedBefore", {
      message: `Cannot tell the user's fields from injected ones: the annotation ${annotations.status} says that another tool injected this pod; expected the manifest before that. It is injected again as Istio would`,
      fix: "Run podgraft uninject first, or keep the manifest as it was before injection.",
    }),
  ];
}
