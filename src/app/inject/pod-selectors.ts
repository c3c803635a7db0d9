import type { PodSelector } from "../../graft/inject-templates.ts";
import { headerOf, type KrmObject, objectsOf } from "../../krm/objects.ts";
import { parseSelector } from "../../kube/selector.ts";
import { at, isMap, newMap, type ValueMap, withKey } from "../../value/value.ts";
import { type LoadedObject, type Opened, unitAt } from "../load.ts";

/** What selects pods besides their workload, and the group of its API. */
const SELECTING: ReadonlyMap<string, string> = new Map([
  ["Service", ""],
  ["PodDisruptionBudget", "policy"],
]);

export type PodSelectors = (namespace: string | undefined) => readonly PodSelector[];

/** The Services and PodDisruptionBudgets of the input, by namespace. They are read on first use, which is rare. */
export function podSelectorsOf(manifests: readonly Pick<Opened, "manifest" | "objects">[], standard: string | undefined): PodSelectors {
  let found: readonly SelectingObject[] | undefined;
  return (namespace) => {
    found ??= manifests.flatMap(selectingObjects).flatMap(selectorOf);
    return found.filter((one) => (one.namespace ?? standard) === (namespace ?? standard));
  };
}

interface SelectingObject extends PodSelector {
  readonly namespace: string | undefined;
}

function selectingObjects({ manifest, objects }: Pick<Opened, "manifest" | "objects">): readonly KrmObject[] {
  const read = objects.map(({ object }: LoadedObject) => object).filter(({ identity }) => selects(identity));
  const parts = new Set(read.map(({ part }) => part));
  const unread = manifest.parts.flatMap((part, i) => {
    const header = parts.has(i) ? undefined : headerOf(manifest, part);
    const unit = header && selects(header) ? unitAt(manifest, i) : undefined;
    return unit ? objectsOf(i, unit) : [];
  });
  return [...read, ...unread];
}

function selects({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): boolean {
  const [group] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
  return SELECTING.get(kind) === group;
}

function selectorOf({ identity: { kind, name, namespace }, value }: KrmObject): readonly SelectingObject[] {
  const written = at(value, "spec", "selector");
  if (!isMap(written)) return [];
  const { selector, problems } = parseSelector(kind === "Service" ? matchLabels(written) : written);
  return problems.length > 0 ? [] : [{ party: `the ${kind} ${name}`, selector, namespace }];
}

function matchLabels(labels: ValueMap): ValueMap {
  return withKey(newMap(), "matchLabels", labels);
}
