import { type Decision, metadataOnly } from "../decide/decision.ts";
import type { PodFacts } from "../decide/facts.ts";
import type { ReasonCode } from "../decide/reasons.ts";
import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Applied, Graft, GraftSubject, Reviewed } from "../graft/graft.ts";
import { remembered } from "../value/remembered.ts";
import { at, mapAt, newMap, type ValueMap } from "../value/value.ts";
import type { Message } from "./config/message.ts";
import { usesNativeSidecars } from "./config/native-sidecars.ts";
import type { ProxyConfigResource } from "./config/proxy-config-resource.ts";
import { printed } from "./config/values.ts";
import { proxyConfigOf } from "./context-of-pod.ts";
import { injectIstio } from "./inject-istio.ts";
import type { IstioPlane } from "./istio-planes.ts";
import { autoImages } from "./lint/auto-images.ts";
import { lintPod } from "./lint/lint-pod.ts";
import { annotations, istioParty } from "./names.ts";
import type { PlaceContext, PodOwner } from "./pod-context.ts";
import { podSecurityFix } from "./pod-security-fix.ts";
import { isRedirected } from "./post/redirected-fields.ts";
import { ownerOfPods, workloadOfPod } from "./profile/deploy-meta.ts";
import type { ReadYaml } from "./read-yaml.ts";
import type { Precedence, Rollout } from "./rules/control-plane.ts";
import { decideInjection, type InjectionDecision } from "./rules/decide-injection.ts";
import type { WaveMember } from "./rules/rollout.ts";
import type { InjectorWebhooks } from "./rules/webhooks.ts";
import { selectTemplates, type TemplateSet } from "./select-templates.ts";
import { unreadAnnotations } from "./unread-annotations.ts";

export interface IstioGraftOptions {
  readonly planes: readonly IstioPlane[];
  readonly templatesOf: (plane: IstioPlane) => TemplateSet["templates"];
  readonly precedence: Precedence;
  readonly rollout?: Rollout | undefined;
  /** The oldest kubelet; undefined: new enough for native sidecars. */
  readonly kubernetesVersion: string | undefined;
  readonly proxyConfigs: readonly ProxyConfigResource[];
  readonly readYaml: ReadYaml;
  /** Istio's webhooks in the cluster, as far as the input shows them. */
  readonly webhooks: readonly InjectorWebhooks[];
  /** The PeerAuthentication resources in the input. */
  readonly peerAuthentications: readonly ValueMap[];
}

/** Istio's sidecar as a graft. */
export function istioGraft(options: IstioGraftOptions): Graft {
  const decide = decider(options);
  const decideKind = (facts: PodFacts): Decision => (facts.metadataOnly ? metadataOnly(facts) : decide(facts));
  return {
    name: "istio",
    party: istioParty,
    hasInjector: true,
    status: annotations.status,
    podSecurityFix,
    redirects: isRedirected,
    decide: decideKind,
    apply: (subject) => injectSubject(subject, { options, decide }),
    review: (reviewed) => review(reviewed, { options, decide, why: decideKind(reviewed.facts).code }),
  };
}

type Decide = (facts: PodFacts) => InjectionDecision;

/** The injecting control plane is needed twice: for the decision, and for what it injects. */
function decider({ planes: all, precedence, rollout }: Pick<IstioGraftOptions, "planes" | "precedence" | "rollout">): Decide {
  const planes = all.map(({ plane }) => plane);
  const rolloutFor = (facts: PodFacts) => rollout && { ...rollout, member: memberOf(facts) };
  return remembered((facts) => decideInjection({ facts, planes, precedence, rollout: rolloutFor(facts) }));
}

/** Without a namespace it counts as one of `default`, as its identity does. */
function memberOf(facts: PodFacts): WaveMember {
  const { namespace, name } = ownerOf(facts);
  return { namespace: namespace || "default", name };
}

interface Reviewing extends Deciding {
  /** The reason for injecting or not. */
  readonly why: ReasonCode;
}

/**
 * A fault of a pod does not forbid its injection: an error in a finding counts as a warning here. But a pod that no
 * node can run without injection is an error.
 */
function review(reviewed: Reviewed, { options, decide, why }: Reviewing): readonly Diagnostic[] {
  const { facts, injected, workloadMetadata, outer, partyOf } = reviewed;
  const { podTemplate } = facts;
  const { apiVersion, kind, name, namespace = "" } = facts.workload;
  const plane = planeOf(facts, { options, decide });
  const { values, proxyConfig } = meshOf({ facts, podTemplate, plane }, options);
  const { templates } = selectTemplates(podTemplate, { templates: options.templatesOf(plane), ...plane.templates });
  const lint = {
    podTemplate,
    injected,
    values,
    proxyConfig,
    unread: injected === undefined ? [] : unreadAnnotations({ podTemplate, injected, templates, values }),
    workload: { apiVersion, kind, name, namespace },
    workloadMetadata,
    outer,
    partyOf,
    namespaceLabels: facts.namespace.labels,
    kubernetesVersion: options.kubernetesVersion,
    webhooks: options.webhooks,
    peerAuthentications: options.peerAuthentications,
  };
  const found = lintPod(lint).map((told): Diagnostic => (told.severity === "error" ? { ...told, severity: "warning" } : told));
  return [...found, ...autoImages(lint, why)];
}

/** The mesh's data for a pod. */
export interface PodMesh {
  readonly values: ValueMap;
  readonly meshConfig: Message<"MeshConfig">;
  /** This pod's own. */
  readonly proxyConfig: Message<"ProxyConfig">;
}

export type MeshFacts = (subject: Pick<GraftSubject, "facts" | "podTemplate">) => PodMesh;

/** For templates of others' sidecars: the data of the control plane that injects a pod, or else of the first one. */
export function meshFacts(options: Omit<IstioGraftOptions, "templatesOf">): MeshFacts {
  const decide = decider(options);
  return ({ facts, podTemplate }) => meshOf({ facts, podTemplate, plane: planeOf(facts, { options, decide }) }, options);
}

interface Deciding<Options = IstioGraftOptions> {
  readonly options: Options;
  readonly decide: Decide;
}

/** The control plane that injects a pod, or else the first one. */
function planeOf(facts: PodFacts, { options, decide }: Deciding<Pick<IstioGraftOptions, "planes">>): IstioPlane {
  const { plane } = decide(facts);
  return options.planes.find((candidate) => candidate.plane === plane) ?? (options.planes[0] as IstioPlane);
}

interface PodOfPlane extends Pick<GraftSubject, "facts" | "podTemplate"> {
  readonly plane: IstioPlane;
}

function meshOf({ facts, podTemplate, plane }: PodOfPlane, options: Pick<IstioGraftOptions, "proxyConfigs" | "readYaml">): PodMesh {
  const { settings, guideAnnotations } = plane;
  const { values, meshConfig } = settings;
  const { proxyConfigs: proxyConfigResources, readYaml } = options;
  const workload = ownerOf(facts);
  const found = proxyConfigOf(podTemplate, { meshConfig, workload, proxyConfigResources, readYaml, guideAnnotations });
  return { values, meshConfig, proxyConfig: found.proxyConfig };
}

function injectSubject(subject: GraftSubject, { options, decide }: Deciding): Applied {
  const { facts, podTemplate } = subject;
  const { plane } = decide(facts);
  const found = options.planes.find((candidate) => candidate.plane === plane);
  if (found === undefined) return { podTemplate, patch: newMap(), diagnostics: [] };
  const injected = injectIstio(podTemplate, placeOf(subject, { found, options }));
  return found.isConfigured ? injected : { ...injected, diagnostics: [unconfigured(found), ...injected.diagnostics] };
}

function unconfigured({ plane: { revision }, settings }: IstioPlane): Diagnostic {
  return diagnostic("UnconfiguredRevision", {
    message: `The settings of the control plane ${revision} are not in the input, only its webhook is; using those of the first control plane, with the tag ${printed(at(settings.values, "global", "tag"))}`,
    fix: `add {name: ${revision}, tag: ...} to istio.revisions, or its ConfigMaps to the input`,
  });
}

interface Chosen {
  readonly found: IstioPlane;
  readonly options: IstioGraftOptions;
}

function placeOf({ facts }: GraftSubject, { found, options }: Chosen): PlaceContext & TemplateSet {
  return { workload: ownerOf(facts), namespaceAnnotations: facts.namespace.annotations, ...planeContext(found, options) };
}

/** What is the same for every pod of a control plane. */
const planeContext = remembered((found: IstioPlane, options: IstioGraftOptions) => {
  const { settings, templates, ...plane } = found;
  const setting = mapAt(settings.values, "pilot", "env").ENABLE_NATIVE_SIDECARS;
  return {
    ...settings,
    ...plane,
    ...templates,
    proxyConfigResources: options.proxyConfigs,
    nativeSidecars: usesNativeSidecars({ kubernetesVersion: options.kubernetesVersion, setting }),
    templates: options.templatesOf(found),
    readYaml: options.readYaml,
  };
});

/** The namespace that the workload will be in, if it is known. */
function ownerOf({ workload, podTemplate, namespace }: GraftSubject["facts"]): PodOwner {
  const { apiVersion, kind, name } = workload;
  const inNamespace = { apiVersion, kind, name, namespace: workload.namespace ?? namespace.name ?? "" };
  return kind === "Pod" ? { ...workloadOfPod(podTemplate), namespace: inNamespace.namespace } : ownerOfPods(inNamespace);
}
