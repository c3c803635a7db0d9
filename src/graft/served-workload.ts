import { compare, type ListKeys } from "../change/compare.ts";
import type { Delta } from "../change/delta.ts";
import { workloadListKeys } from "../kube/list-keys.ts";
import { podTemplateSchema } from "../kube/schema.ts";
import type { Defaulting } from "../kube/server-defaults.ts";
import { storedForm } from "../kube/stored-form.ts";
import { withDefaults } from "../kube/with-defaults.ts";
import { at, equal, isMap, newMap, type Value, type ValueMap, withKey } from "../value/value.ts";
import { type IsNote, withAdmittedOf, withNotesOf, withoutAdmitted, withoutNotes } from "./controller-made.ts";
import { withEntryNames } from "./entry-names.ts";
import { addedAround, type Provenance, wroteExactly } from "./layer.ts";
import { withNoted } from "./noted-templates.ts";
import { keysAt, pathText } from "./path.ts";
import { provenanceAt } from "./provenance.ts";
import { keyedPath, replaceAt, type TemplatePath } from "./replace-at.ts";
import { type SchemaPlace, withoutDefaults } from "./without-defaults.ts";

/**
 * A workload from a cluster, reduced to what was written: without what the API server, its controllers and kubectl
 * added. Grafts work on that, so that their result does not depend on where an object comes from.
 */
export interface ServedWorkload {
  readonly written: ValueMap;
  /**
   * The delta from the object to the result for `written`, with what the server filled in; `isWhole`: also where there
   * was nothing before.
   */
  readonly deltaTo: (after: ValueMap, options?: { readonly isWhole: boolean }) => Delta | undefined;
}

/**
 * Undefined if the object does not come from a server: it has no uid, and lacks something that the server fills in.
 * What `before` wrote counts as the application's own, unless a layer added it.
 */
export function servedWorkload(value: ValueMap, templates: readonly TemplatePath[], before: Provenance = NONE): ServedWorkload | undefined {
  const layers = provenanceAt(value) ?? new Map();
  const all = withNoted(templates, value, layers);
  const hasUid = at(value, "metadata", "uid") !== undefined;
  if (!hasUid && !all.every((path) => looksServed(at(value, ...path)))) return undefined;
  const keys = workloadListKeys(all);
  const around = { keys, provenance: withEntryNames(layers, value, keys), before: withEntryNames(before, value, keys) };
  const places = all.flatMap((path) => (isMap(at(value, ...path)) ? placeOf(value, { path, ...around }) : []));
  const isComplete = places.every(isFilled);
  if (places.length === 0 || !(hasUid || isComplete)) return undefined;
  const copies = copiedLabels(value, layers);
  const bare = copies.reduce<Value>((object, path) => withLabels(object as ValueMap, path, undefined), value);
  return {
    written: places.reduce<Value>((object, place) => replaceAt(object, place.template, asWritten(place)), bare) as ValueMap,
    deltaTo: (after, { isWhole } = { isWhole: false }) => {
      const filled = places.reduce<Value>((object, place) => {
        const podTemplate = at(object, ...place.template);
        return isMap(podTemplate) ? replaceAt(object, place.template, asServed(podTemplate, place, isWhole && isComplete)) : object;
      }, after) as ValueMap;
      const labels = at(filled, "spec", "template", "metadata", "labels");
      return compare(
        value,
        copies.reduce((object, path) => withLabels(object, path, labels), filled),
        keys,
      );
    },
  };
}

interface TemplatePlace extends SchemaPlace {
  readonly template: TemplatePath;
  readonly current: ValueMap;
  readonly defaulting: Defaulting;
  readonly isKept: (path: string, value: Value) => boolean;
  readonly isNote: IsNote;
}

interface Around {
  readonly path: TemplatePath;
  readonly keys: ListKeys;
  readonly provenance: Provenance;
  readonly before: Provenance;
}

const NONE: Provenance = new Map();

function placeOf(value: ValueMap, { path: template, keys: outer, provenance, before }: Around): TemplatePlace {
  const steps = keyedPath(template);
  const path = pathText(steps);
  const current = at(value, ...template) as ValueMap;
  const layers = [...provenance.values()];
  const isAdded = (place: string) => layers.some((layer) => addedAround(layer, place));
  const isKept = (place: string, found: Value) =>
    layers.some((layer) => wroteExactly(layer, place, found)) ||
    (!isAdded(place) && (place.endsWith("/emptyDir") || [...before.values()].some((layer) => wroteExactly(layer, place, found))));
  const isPod = value.kind === "Pod" && template.length === 0;
  const isNote: IsNote = (which) => which === "annotations" || value.kind === "Job";
  const defaulting = { isPod, hostNetwork: at(current, "spec", "hostNetwork") === true };
  const keys = keysAt(outer, steps);
  return { template, current, defaulting, isKept, isNote, path, keys, schema: podTemplateSchema };
}

/** A quick look: what the server always fills in. */
function looksServed(podTemplate: Value | undefined): boolean {
  const names = ["dnsPolicy", "restartPolicy", "schedulerName", "securityContext", "terminationGracePeriodSeconds"];
  return names.every((name) => at(podTemplate, "spec", name) !== undefined);
}

function isFilled({ current, defaulting, ...place }: TemplatePlace): boolean {
  return equal(withDefaults(current, undefined, { place, fill: { defaulting, isWhole: true } }), current);
}

function asWritten({ current, ...place }: TemplatePlace): ValueMap {
  const own = place.defaulting.isPod ? withoutAdmitted(current) : current;
  return withoutDefaults(withoutNotes(own, place.isNote), place, place) as ValueMap;
}

function asServed(podTemplate: ValueMap, { current, defaulting, isNote, ...place }: TemplatePlace, isWhole: boolean): ValueMap {
  const stored = storedForm(podTemplate, current, podTemplateSchema);
  const filled = withDefaults(stored, current, { place, fill: { defaulting, isWhole } }) as ValueMap;
  const noted = withNotesOf(filled, current, isNote);
  return defaulting.isPod ? withAdmittedOf(noted, current) : noted;
}

type LabelsPath = readonly ["metadata", "labels"] | readonly ["spec", "selector"];

const COPIES: { readonly [kind: string]: readonly LabelsPath[] } = {
  Job: [["metadata", "labels"]],
  ReplicationController: [
    ["metadata", "labels"],
    ["spec", "selector"],
  ],
};

/**
 * Where the server copies the labels of the pod template, including grafted ones.
 *
 * Source: kubernetes pkg/apis/core/v1/defaults.go SetDefaults_ReplicationController, pkg/apis/batch/v1/defaults.go SetDefaults_Job.
 */
function copiedLabels(value: ValueMap, provenance: Provenance): readonly LabelsPath[] {
  const labels = at(value, "spec", "template", "metadata", "labels");
  const kind = String(value.kind);
  if (!Object.hasOwn(COPIES, kind) || provenance.size === 0 || labels === undefined) return [];
  return COPIES[kind]!.filter((path) => equal(at(value, ...path), labels));
}

function withLabels(object: ValueMap, [outer, inner]: LabelsPath, labels: Value | undefined): ValueMap {
  const map = object[outer];
  return withKey(object, outer, withKey(isMap(map) ? map : newMap(), inner, labels));
}
