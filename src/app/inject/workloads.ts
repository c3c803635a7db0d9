import type { Change } from "../../change/changes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { nearest } from "../../diagnostic/nearest.ts";
import { PROVENANCE } from "../../graft/provenance.ts";
import { readablePath } from "../../graft/readable-path.ts";
import { keyedPath, type TemplatePath } from "../../graft/replace-at.ts";
import { isLocalConfig } from "../../krm/objects.ts";
import { describe } from "../../kube/describe.ts";
import type { FoundTemplates, MissingTemplate } from "../../kube/template-path.ts";
import { podTemplatePaths, type UserWorkload, type WorkloadKind, workloadOf } from "../../kube/workloads.ts";
import { at, isMap } from "../../value/value.ts";
import type { LoadedObject } from "../load.ts";
import { type Reference, referenceOf } from "./workload-reference.ts";

/** An object with pod templates. */
export interface FoundWorkload extends LoadedObject {
  readonly type: WorkloadKind;
  readonly templates: readonly TemplatePath[];
  /** The workload whose pod template is used instead of its own. */
  readonly reference?: Reference;
  /** What is to be reported about templates that are not there. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The workloads among objects, with the places of their pod templates; `own` are the kinds that the configuration adds.
 * Local-config resources are not workloads.
 */
export function workloadsOf(objects: readonly LoadedObject[], own: readonly UserWorkload[] = []): readonly FoundWorkload[] {
  const found: FoundWorkload[] = [];
  for (const loaded of objects) {
    const { identity, value } = loaded.object;
    const type = workloadOf(identity.apiVersion, identity.kind, own);
    if (type && !isLocalConfig(value)) found.push(foundWorkload(loaded, type));
  }
  return found;
}

function foundWorkload(loaded: LoadedObject, type: WorkloadKind): FoundWorkload {
  const { object, location } = loaded;
  const reference = referenceOf(object, type);
  if (reference) return { object, location, type, templates: [], reference, diagnostics: [] };
  const { paths, missing } = podTemplatePaths(object.value, type);
  const isFound = paths.length > 0 && missing.length === 0;
  return { object, location, type, templates: paths, diagnostics: isFound ? [] : notFound(loaded, type, { paths, missing }) };
}

function notFound(loaded: LoadedObject, type: WorkloadKind, { paths, missing }: FoundTemplates): readonly Diagnostic[] {
  const wrong = missing.filter(({ isOptional }) => !isOptional);
  if (paths.length === 0 && wrong.length === 0) return [noTemplate(loaded, type)];
  return wrong.map((found) => missingTemplate(loaded, type, found));
}

/** The objects of any kind that have provenance, with the pod templates that podgraft knows without configuration. */
export function graftedObjects(objects: readonly LoadedObject[]): readonly (LoadedObject & { templates: readonly TemplatePath[] })[] {
  return objects.flatMap((loaded) => {
    const { identity, value } = loaded.object;
    if (at(value, "metadata", "annotations", PROVENANCE) === undefined || isLocalConfig(value)) return [];
    const type = workloadOf(identity.apiVersion, identity.kind);
    return [{ ...loaded, templates: type ? podTemplatePaths(value, type).paths : [] }];
  });
}

function missingTemplate({ object }: LoadedObject, type: WorkloadKind, { path, found, expected }: MissingTemplate): Diagnostic {
  const { kind } = object.identity;
  const place = readablePath(keyedPath(path));
  const whatFor = expected === "a pod template" ? expected : `${expected} on the way to a pod template`;
  const last = String(path.at(-1));
  const above = at(object.value, ...path.slice(0, -1));
  const written = found === undefined && isMap(above) ? nearest(last, Object.keys(above)) : undefined;
  return diagnostic("MissingPodTemplate", {
    resource: object.identity,
    message: `Cannot find a pod template of the ${kind}: ${place} is ${found === undefined ? "missing" : describe(found)}; expected ${whatFor}`,
    fix: written !== undefined ? `write ${last} instead of ${written}` : fixOf(type, place),
    field: {
      path: written === undefined ? place : readablePath(keyedPath([...path.slice(0, -1), written])),
      ...(found !== undefined && { current: found }),
    },
  });
}

function fixOf({ userDefined }: WorkloadKind, place: string): string {
  if (userDefined) return `correct the path in spec.workloads; where ${place} may be absent, write ? behind its key`;
  return "write the pod template there, or remove the resource";
}

function noTemplate({ object }: LoadedObject, { podTemplates }: WorkloadKind): Diagnostic {
  return diagnostic("NoPodTemplate", {
    resource: object.identity,
    message: `Nothing is grafted: there is no pod template at ${podTemplates.join(" or ")}`,
  });
}

/** Whether any of the changes is in a pod template, so that pods are recreated. */
export function touchesTemplates(made: readonly Change[], templates: readonly TemplatePath[]): boolean {
  return made.some(({ path }) => templates.some((template) => isWithin(path, template)));
}

function isWithin(path: Change["path"], template: TemplatePath): boolean {
  return template.every((step, i) => {
    const here = path[i];
    return typeof here === "object" ? here.item === String(step) : here === step;
  });
}
