import { type Change, changes } from "../../change/changes.ts";
import { codes } from "../../diagnostic/codes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import type { GraftDecision } from "../../graft/inject-templates.ts";
import type { OtherImage } from "../../graft/is-there.ts";
import { PROVENANCE, provenanceAt } from "../../graft/provenance.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath } from "../../graft/replace-at.ts";
import { silencedCodes } from "../../istio/lint/silenced-codes.ts";
import { annotations } from "../../istio/names.ts";
import { podTemplatePaths, workloadOf } from "../../kube/workloads.ts";
import { at, equal, isList, isMap, type Value } from "../../value/value.ts";
import { type Injection, inject } from "../inject/inject.ts";
import type { WorkloadOutcome } from "../inject/inject-workload.ts";
import { placedIn } from "../inject/placed.ts";
import { readSources, type Sources, type SourceTexts } from "../inject/sources.ts";
import { touchesTemplates } from "../inject/workloads.ts";
import { accountKeys } from "./account-keys.ts";
import { unpinnedImages, unreadableImages } from "./images.ts";
import { keptJobs } from "./kept-jobs.ts";
import { clonedIdentities, otherRevisions } from "./proxy-findings.ts";
import { refusedPods } from "./refused-pods.ts";
import { replacedImages } from "./replaced-images.ts";

export interface Checked {
  /** In the order of the inputs; absent if they could not be read. */
  readonly findings?: readonly Diagnostic[];
  /** The number of checked workloads. */
  readonly count?: number;
  /** Why the inputs cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds what is wrong with committed or running workloads: injection that differs from the configuration, faults of the
 * pods that no injector reports, and, with `requireInjected`, what should be injected and is not.
 */
export function checkTexts(texts: SourceTexts, options: CheckOptions): Checked {
  const sources = readSources(texts);
  if ("diagnostics" in sources) return sources;
  const injection = inject(sources.all, sources.config, sources);
  return { diagnostics: [], findings: findingsOf(sources, injection, options), count: injection.workloads.length };
}

export interface CheckOptions {
  /** Also what should be injected and is not. */
  readonly requireInjected: boolean;
}

/** The findings about sources, given the result of injecting into them. */
export function findingsOf(
  sources: Sources,
  { diagnostics, workloads }: Injection,
  { requireInjected }: CheckOptions,
): readonly Diagnostic[] {
  const live = workloads.filter(isControlled).map(({ object }) => object.identity);
  const isOutcome = ({ code }: Diagnostic) => code === "Grafted" || code === "NotGrafted";
  const told = diagnostics.filter((found) => !isOutcome(found) && !(found.resource && live.includes(found.resource)));
  const own = workloads.flatMap((workload) =>
    isControlled(workload) ? runsOld(workload, diagnostics) : committed(workload, sources, requireInjected),
  );
  const { kubernetesVersion, sidecars = [] } = sources.config.spec;
  const manifests = workloads.filter((workload) => !isControlled(workload));
  const refused = refusedPods(manifests, { kubernetesVersion, told });
  const others = [...unreadableImages(manifests, told), ...accountKeys(manifests, told)];
  const surrounding = [
    ...refused,
    ...others,
    ...otherRevisions(workloads),
    ...clonedIdentities(sources, workloads),
    ...keptJobs(workloads),
  ];
  const inPlace = [...replacedImages(told.map(asFinding), workloads), ...surrounding].map((found) => placed(found, sources));
  const silenced = new Map(workloads.map((workload) => [workload.object.identity, silencedBy(workload)]));
  const { chooses = () => true } = sources;
  const isHeard = ({ code, resource }: Diagnostic) => !resource || (chooses(resource) && !silenced.get(resource)?.(code));
  const unpinned = unpinnedImages(sidecars).map(sources.config.located);
  return [...knownNamespaces(sources), ...unpinned, ...inPlace, ...own].filter(isHeard);
}

/** The codes that the workload or one of its pod templates suppresses. */
function silencedBy({ object: { value }, type }: WorkloadOutcome): ReturnType<typeof silencedCodes> {
  const places = [[], ...podTemplatePaths(value, type).paths];
  return silencedCodes(places.map((place) => at(value, ...place, "metadata", "annotations", annotations.analyzeSuppress)));
}

/** A finding has the severity of its code, whatever that means for the injection. */
function asFinding(found: Diagnostic): Diagnostic {
  return { ...found, severity: codes[found.code].severity };
}

/** Adds the line of its field in the workload or its pod template, if it has only the object's line. */
function placed(found: Diagnostic, { all, config }: Sources): Diagnostic {
  const { resource, field } = found;
  const subject = resource && field && all.flatMap(({ objects }) => objects).find(({ object }) => object.identity === resource);
  if (!subject) return found;
  const type = workloadOf(resource.apiVersion, resource.kind, config.spec.workloads);
  const templates = type ? podTemplatePaths(subject.object.value, type).paths : [];
  return placedIn(found, { subject, templates, located: all });
}

/** Whether another object made this one, so that nobody commits it. */
function isControlled({ object }: WorkloadOutcome): boolean {
  const owners = at(object.value, "metadata", "ownerReferences");
  return isList(owners) && owners.some((owner) => at(owner, "controller") === true);
}

function committed(outcome: WorkloadOutcome, { config }: Sources, requireInjected: boolean) {
  const { object, location, decisions, delta } = outcome;
  const layers = provenanceAt(object.value);
  const about = { resource: object.identity, location };
  const wanted = requireInjected ? decisions.filter(({ decision, isOwed }) => decision.inject || isOwed) : [];
  const images = wanted.flatMap(otherImages);
  if (layers?.has(config.name)) {
    const found = differences(changes(delta));
    if (found.length > 0) return [stale(config.name, found, about), ...refused(outcome)];
    return otherVersion(
      config.name,
      images.filter(({ stays }) => stays),
      about,
    );
  }
  const missing = wanted.filter(({ wasThere }) => !wasThere);
  return missing.length > 0 ? [notInjected(config.name, missing, about)] : otherVersion(config.name, images, about);
}

type About = Required<Pick<Diagnostic, "resource">> & Pick<Diagnostic, "location">;

/** Injecting leaves a pod alone that has some of an injector's containers. */
const TAKE_OUT = "take out what its injector wrote (podgraft uninject, where it knows how), then run podgraft inject --in-place";

function notInjected(name: string, missing: readonly GraftDecision[], about: About): Diagnostic {
  const grafts = [...new Set(missing.map(({ graft }) => graft))];
  return diagnostic("MissingInjection", {
    ...about,
    message: `The ${about.resource.kind} is not injected: ${name} puts ${grafts.join(", ")} into it`,
    fix: missing.every(({ isOwed }) => isOwed)
      ? TAKE_OUT
      : "run podgraft inject --in-place; in a pipeline check whether it ran: kustomize leaves functions out without --enable-exec, and before version 5 those marked as local configuration",
  });
}

/** Images of an injector's containers that were there before, and differ from those it sets. */
function otherImages({ wasThere = [], template }: GraftDecision): readonly OtherImage[] {
  const outer = readablePath(keyedPath(template));
  return wasThere.map((image) => ({ ...image, path: outer === "" ? image.path : `${outer}.${image.path}` }));
}

function otherVersion(name: string, images: readonly OtherImage[], about: About): readonly Diagnostic[] {
  if (images.length === 0) return [];
  const told = images.map(({ path, before = null, expected = null }) => `${path}: ${short(before)} -> ${short(expected)}`);
  return [
    diagnostic("StaleInjection", {
      ...about,
      message: `The ${about.resource.kind} carries another version than ${name} gives it: ${shortened(told)}`,
      fix: images.some(({ isLeft }) => isLeft)
        ? TAKE_OUT
        : images.some(({ stays }) => stays)
          ? "run podgraft uninject, then podgraft inject: on top of what is there the image stays"
          : "run podgraft inject --in-place and commit the result",
    }),
  ];
}

const SHOWN = 5;

function stale(name: string, found: readonly string[], about: Pick<Diagnostic, "resource" | "location">): Diagnostic {
  return diagnostic("StaleInjection", {
    ...about,
    message: `What ${name} injected is out of date; the configuration now gives: ${shortened(found)}`,
    fix: "run podgraft inject --in-place and commit the result",
  });
}

function shortened(found: readonly string[]): string {
  return `${found.slice(0, SHOWN).join(", ")}${found.length > SHOWN ? `, and ${found.length - SHOWN} more` : ""}`;
}

/** Once applied, such a workload cannot be injected again. */
function refused({ object, location, type, delta }: WorkloadOutcome): readonly Diagnostic[] {
  const { paths } = podTemplatePaths(object.value, type);
  if (!type.immutable || !touchesTemplates(changes(delta), paths)) return [];
  const { kind } = object.identity;
  return [
    diagnostic("ImmutableTemplate", {
      resource: object.identity,
      location,
      message: `A cluster that has the ${kind} refuses the change: its pod template is immutable`,
      fix: `delete the ${kind} before it is applied, or give the new one another name`,
    }),
  ];
}

/** `spec.template.spec.containers[proxy].image: v1 -> v2`, without podgraft's own annotation. */
function differences(made: readonly Change[]): readonly string[] {
  return made.flatMap((change) => {
    const path = readablePath(change.path);
    if (path.includes(PROVENANCE)) return [];
    if (change.op === "add") return [`${path} is added`];
    if (change.op === "remove") return [`${path} is removed`];
    if (change.op === "order") return [`${path} is in another order`];
    return [`${path}: ${short(change.before)} -> ${short(change.after)}`];
  });
}

function short(value: Value): string {
  return isMap(value) || isList(value) ? "..." : String(value).replaceAll(/\s+/g, " ").trim().slice(0, 60);
}

/**
 * For a running pod only the images matter: the API server, controllers and webhooks fill in the rest. A container with
 * the sidecar's name and another image, which in a manifest would be a conflict, is an older sidecar here.
 */
function runsOld({ object, location, delta }: WorkloadOutcome, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const changed = differences(changes(delta).filter(({ op, path }) => op === "set" && path.at(-1) === "image"));
  const clashing = diagnostics.flatMap(({ code, resource, field }) =>
    code === "ContainerConflict" && resource === object.identity && field?.path.endsWith(".image")
      ? [`${field.path}: ${short(field.current ?? null)} -> ${short(field.proposed ?? null)}`]
      : [],
  );
  const images = [...changed, ...clashing];
  if (images.length === 0) return [];
  return [
    diagnostic("OutdatedPod", {
      resource: object.identity,
      location,
      message: `The running pod is out of date: ${images.join(", ")}`,
      fix: "apply the injected workload, or restart it: kubectl rollout restart",
    }),
  ];
}

/** Compares what the configuration says about a namespace with the Namespace itself. */
function knownNamespaces({ all, config }: Sources): readonly Diagnostic[] {
  const objects = all.flatMap(({ objects: found }) => found);
  return (config.spec.namespaces?.known ?? []).flatMap(({ name, labels = {} }) => {
    const found = objects.find(({ object }) => object.identity.kind === "Namespace" && object.identity.name === name);
    if (!found) return [];
    const actual = at(found.object.value, "metadata", "labels");
    const wrong = Object.keys(labels).filter((key) => !equal(at(actual, key), labels[key]));
    if (wrong.length === 0) return [];
    const told = wrong.map((key) => `${key} is ${JSON.stringify(at(actual, key) ?? "absent")}, not ${labels[key]}`);
    return [
      diagnostic("KnownNamespaceDiffers", {
        resource: found.object.identity,
        location: found.location,
        message: `spec.namespaces.known has other labels for ${name} than the Namespace: ${told.join(", ")}`,
        fix: "correct spec.namespaces.known, or the Namespace",
      }),
    ];
  });
}
