import { type Diagnostic, diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import { strategicMerge } from "../kube/strategic-merge.ts";
import { isList, newMap, type ValueMap, withKey } from "../value/value.ts";
import { mergeProxyConfig } from "./config/merge-proxy-config.ts";
import type { Message } from "./config/message.ts";
import { effectiveProxyConfig, type ProxyConfigResource } from "./config/proxy-config-resource.ts";
import { guideFields, noteGuideAnnotations } from "./guide-annotations.ts";
import { annotations, proxyContainer, type TemplateName, templateNames } from "./names.ts";
import { forgetAssignedUser, proxyIds } from "./openshift.ts";
import { containerNamed, listContainers, textsOf, withContainers } from "./pod-containers.ts";
import { clusterEnv } from "./post/cluster-env.ts";
import { injectionStatus } from "./post/injection-status.ts";
import { checkMetrics } from "./post/merge-metrics.ts";
import type { PostContext } from "./post/post-context.ts";
import { postSteps } from "./post/post-steps.ts";
import { stripInjection } from "./post/strip-injection.ts";
import type { RenderContext, Workload } from "./profile/render-context.ts";
import { renderProfile } from "./profile/render-profile.ts";
import type { ReadYaml } from "./read-yaml.ts";
import { readProxyConfigAnnotation, validateAnnotations } from "./validate.ts";

/** What one control plane injects, and what is known of the pod's place. */
export interface InjectContext {
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
  readonly readYaml: ReadYaml;
}

export interface Injected {
  /** The pod template injected; the one given where an error forbids it. */
  readonly podTemplate: ValueMap;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Injects one pod template with the built-in profile: check, render, merge, and what comes after the merge.
 *
 * Whether it is to be injected at all was decided before (rules/).
 *
 * Source: istio pkg/kube/inject/webhook.go injectPod, inject.go RunTemplate.
 */
export function injectIstio(podTemplate: ValueMap, context: InjectContext): Injected {
  const checked = [
    ...validateAnnotations(podTemplate, context),
    ...noteGuideAnnotations(podTemplate, context),
    ...noteInjection(podTemplate),
  ];
  const selected = selectTemplates(podTemplate, context);
  if (hasErrors([...checked, ...selected.diagnostics])) return { podTemplate, diagnostics: [...checked, ...selected.diagnostics] };
  const pod = context.platform === "openshift" ? forgetAssignedUser(podTemplate) : podTemplate;
  const proxy = proxyConfigOf(pod, context);
  const render = renderContext(pod, context, proxy.proxyConfig);
  const grafted = mergeTemplates(pod, { names: selected.names, render });
  const post: PostContext = { ...render, ...proxy, original: pod, templatePod: grafted.templatePod, proxyEnv: proxyEnvOf(pod, context) };
  const diagnostics = [...checked, ...proxy.diagnostics, ...grafted.diagnostics, ...checkMetrics(grafted.pod, post)];
  if (hasErrors(diagnostics)) return { podTemplate, diagnostics };
  return { podTemplate: postSteps.reduce((result, step) => step(result, post), grafted.pod), diagnostics };
}

interface ProxyFacts {
  readonly proxyConfig: Message<"ProxyConfig">;
  /** The mesh's, with the pod's annotation over its `defaultConfig`, as kube-inject has it. */
  readonly meshConfig: Message<"MeshConfig">;
  readonly diagnostics: readonly Diagnostic[];
}

function proxyConfigOf(pod: ValueMap, context: InjectContext): ProxyFacts {
  const { meshConfig, workload, proxyConfigResources, readYaml } = context;
  const text = textsOf(pod, "annotations")[annotations.proxyConfig];
  const read = text === undefined ? undefined : readProxyConfigAnnotation(text, readYaml);
  const given = typeof read === "object" ? read.fields : undefined;
  const annotation: ValueMap = Object.assign(newMap(), guideFields(pod, context), given);
  const mesh = meshConfig.defaultConfig ?? (newMap() as Message<"ProxyConfig">);
  const { proxyConfig, ambiguous } = effectiveProxyConfig({
    mesh,
    rootNamespace: meshConfig.rootNamespace ?? "",
    resources: proxyConfigResources,
    namespace: workload.namespace || "default",
    podLabels: textsOf(pod, "labels"),
    annotation,
  });
  const merged = withKey(meshConfig as ValueMap, "defaultConfig", mergeProxyConfig(mesh, annotation) as ValueMap);
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

function proxyEnvOf(pod: ValueMap, { values, urlEnv }: InjectContext): Readonly<Record<string, string>> {
  return clusterEnv({ pod, values, fromUrl: urlEnv });
}

interface Selected {
  readonly names: readonly TemplateName[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The templates that the pod's annotation names, else those of the values, else the sidecar. */
function selectTemplates(pod: ValueMap, { values }: InjectContext): Selected {
  const asked = textsOf(pod, "annotations")[annotations.templates];
  const names = asked === undefined ? defaultTemplates(values) : asked.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !(templateNames as readonly string[]).includes(name));
  return {
    names: names as TemplateName[],
    diagnostics: unknown.map((name) =>
      diagnostic("UnknownTemplate", {
        message: `Cannot inject with the template ${JSON.stringify(name)}: there is none; expected ${templateNames.join(", ")}`,
        fix: `Correct the annotation ${annotations.templates} of the pod template.`,
        field: { path: `metadata.annotations[${annotations.templates}]`, current: asked ?? name },
      }),
    ),
  };
}

function defaultTemplates(values: ValueMap): readonly string[] {
  const webhook = values.sidecarInjectorWebhook as ValueMap | undefined;
  const names = webhook?.defaultTemplates;
  return isList(names) && names.length > 0 ? names.map(String) : ["sidecar"];
}

interface Grafting {
  readonly names: readonly TemplateName[];
  readonly render: RenderContext;
}

/** Merges the templates one after another, each rendered from the pod as it was, onto the pod and among themselves. */
function mergeTemplates(original: ValueMap, { names, render }: Grafting) {
  let pod = original;
  let templatePod: ValueMap = newMap();
  const diagnostics: Diagnostic[] = [];
  for (const name of names) {
    const partial = renderProfile(name, render);
    templatePod = strategicMerge(templatePod, partial, podTemplateSchema).value as ValueMap;
    const merged = strategicMerge(moveProxy(pod, templatePod, render.nativeSidecars), partial, podTemplateSchema);
    pod = merged.value as ValueMap;
    diagnostics.push(...merged.diagnostics);
  }
  return { pod, templatePod, diagnostics };
}

/**
 * A native proxy is an init container, while the user's own settings for it stand among the containers: they move.
 *
 * Source: istio pkg/kube/inject/inject.go RunTemplate. Here, unlike in the template, only "true" and "false" are heeded.
 */
function moveProxy(pod: ValueMap, templatePod: ValueMap, nativeSidecars: boolean): ValueMap {
  const asked = textsOf(pod, "annotations")[annotations.nativeSidecar] ?? "";
  const native = asked === "true" || (asked !== "false" && nativeSidecars);
  const containers = listContainers(pod, "containers");
  const proxy = containerNamed(containers, proxyContainer);
  if (!native || proxy === undefined || containerNamed(listContainers(templatePod, "initContainers"), proxyContainer) === undefined)
    return pod;
  const without = withContainers(
    pod,
    "containers",
    containers.filter((container) => container !== proxy),
  );
  return withContainers(without, "initContainers", [...listContainers(pod, "initContainers"), proxy]);
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
