import { type Diagnostic, diagnostic, type Location } from "../../diagnostic/diagnostic.ts";
import { lineCounter } from "../../krm/manifest.ts";
import { identityOf, isLocalConfig } from "../../krm/objects.ts";
import { meantWorkload } from "../../kube/near-workload.ts";
import type { UserWorkload } from "../../kube/workloads.ts";
import { at, isList, isMap, type Value, type ValueMap } from "../../value/value.ts";
import { nearestNode, nodeValue } from "../../yaml/source-node.ts";
import type { Located } from "../locate.ts";

/** Objects that are left alone though they were most likely meant to be workloads: their kind or apiVersion is misspelt or missing. */
export function misspeltWorkloads({ manifest, units }: Located, own: readonly UserWorkload[] = []): readonly Diagnostic[] {
  const lineOf = lineCounter(manifest.text);
  return [...units]
    .sort(([a], [b]) => a - b)
    .flatMap(([, { entry }]) =>
      objectsAt(nodeValue(entry.value), []).flatMap(({ value, path }) =>
        misspelt(value, own, (key) => ({ file: manifest.file, line: lineOf(nearestNode(entry.value, [...path, key]).start) })),
      ),
    );
}

interface Found {
  readonly value: ValueMap;
  readonly path: readonly (string | number)[];
}

/** The object itself, or those that a list holds. */
function objectsAt(value: Value | undefined, path: Found["path"]): readonly Found[] {
  if (!isMap(value)) return [];
  const { items, kind } = value;
  const isOfLists = typeof kind === "string" && kind.endsWith("List") && isList(items);
  return isOfLists ? items.flatMap((item, i) => objectsAt(item, [...path, "items", i])) : [{ value, path }];
}

function misspelt(value: ValueMap, own: readonly UserWorkload[], locate: (key: string) => Location): readonly Diagnostic[] {
  const { apiVersion, kind } = value;
  if (typeof kind !== "string" || (apiVersion !== undefined && typeof apiVersion !== "string") || isLocalConfig(value)) return [];
  const meant = meantWorkload({ kind, ...(apiVersion !== undefined && { apiVersion }) }, own);
  if (meant === undefined) return [];
  const identity = identityOf(value);
  const name = at(value, "metadata", "name");
  const called = typeof name === "string" ? `${kind} ${name}` : kind;
  const wrong = meant.kind === kind ? "apiVersion" : "kind";
  const written = (["apiVersion", "kind"] as const)
    .filter((key) => meant[key] !== value[key])
    .map((key) => `${key}: ${meant[key]}`)
    .join(" and ");
  const found = apiVersion === undefined ? "it has no apiVersion" : `podgraft does not know the kind ${kind} of ${apiVersion}`;
  return [
    diagnostic("MisspeltWorkload", {
      message: `The ${called} is left alone: ${found}`,
      fix: `write ${written}, or list the kind in spec.workloads if it is a custom one`,
      ...(identity && { resource: identity }),
      location: locate(wrong),
      field: { path: wrong, current: value[wrong] ?? null },
    }),
  ];
}
