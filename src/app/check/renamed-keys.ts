import type { Diagnostic, Move } from "../../diagnostic/diagnostic.ts";
import { type Splice, spliced } from "../../krm/edit.ts";
import type { KrmObject } from "../../krm/objects.ts";
import { podTemplatePaths, workloadOf } from "../../kube/workloads.ts";
import { at } from "../../value/value.ts";
import { quoted } from "../../yaml/scalar.ts";
import { entryOf, nodeValue, type SourceNode } from "../../yaml/source-node.ts";
import type { Sources } from "../inject/sources.ts";
import type { Loaded, LoadedObject } from "../load.ts";
import { textAt } from "../written-scalar.ts";
import { type FixStep, fixedBy } from "./fix-step.ts";

/**
 * Renames labels and annotations in place, so that their comments and their position stay; a value that is not text
 * becomes text. If an anchor shares the map or the value with other places, `movedKeys` does it.
 */
export function renamedKeys({ inputs, config }: Sources, findings: readonly Diagnostic[]): FixStep {
  const fixed: Diagnostic[] = [];
  const texts = inputs.map((file) => {
    const { manifest, objects } = file;
    const splices: Splice[] = [];
    for (const found of findings) {
      const { move, resource } = found;
      const subject = move && objects.find(({ object }) => object.identity === resource);
      if (!subject || !isRename(move)) continue;
      const { object } = subject;
      const own = mapsOf(subject, move, config.spec.workloads).flatMap((path) => renamed(file, { object, path, move }));
      const fresh = own.filter(({ start }) => !splices.some((splice) => splice.start === start));
      if (fresh.length === 0) continue;
      splices.push(...fresh);
      fixed.push(fixedBy(found, `${move.from.name} is ${move.to.name} now`));
    }
    return (manifest.bom ? "\ufeff" : "") + spliced(manifest.text, splices);
  });
  return { texts, fixed };
}

function isRename({ from, to }: Move): boolean {
  return from.of === to.of && from.which === to.which && from.path === undefined;
}

type Path = readonly (string | number)[];

/** The places of the maps that the key may be in. */
function mapsOf({ object }: LoadedObject, { from }: Move, kinds: Parameters<typeof workloadOf>[2]): readonly Path[] {
  const type = workloadOf(object.identity.apiVersion, object.identity.kind, kinds);
  const owners = from.of === "workload" ? [[]] : type ? podTemplatePaths(object.value, type).paths : [];
  return owners.map((path) => [...path, "metadata", from.which]);
}

/** `path` is that of the map. */
function renamed(file: Loaded, { object, path, move: { from, to } }: { object: KrmObject; path: Path; move: Move }): readonly Splice[] {
  const root = file.units.get(object.part)?.entry.value;
  const map = root && ownMap(root, [...object.path, ...path]);
  const entry = entryOf(map, from.name);
  const value = textAt(file, object, [...path, from.name]);
  if (!map || !entry || value === undefined || at(map.value, to.name) !== undefined) return [];
  const key = file.manifest.text.slice(entry.start, entry.mark);
  const offset = key.indexOf(from.name);
  if (offset === -1 || offset !== key.lastIndexOf(from.name)) return [];
  const start = entry.start + offset;
  const name = { start, end: start + from.name.length, text: to.name };
  if (typeof nodeValue(entry.value) === "string") return [name];
  return entry.value.anchor === undefined ? [name, { start: entry.value.propsStart, end: entry.value.end, text: quoted(value) }] : [];
}

/** The map at a path, if it is there itself and nothing else names it. */
function ownMap(root: SourceNode, path: Path) {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    if (!node || node.kind === "scalar" || node.kind === "alias" || node.anchor !== undefined) return undefined;
    node = typeof step === "number" ? node.entries[step]?.value : entryOf(node, step)?.value;
  }
  return node?.kind === "map" && node.anchor === undefined ? node : undefined;
}
