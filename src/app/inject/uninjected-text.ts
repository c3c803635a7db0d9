import { provenanceAt } from "../../graft/provenance.ts";
import { type Splice, spliceOf } from "../../krm/edit.ts";
import { asWholeList } from "../../krm/list.ts";
import type { Manifest, Part } from "../../krm/manifest.ts";
import { type Edits, splicedText } from "../../krm/output.ts";
import { at } from "../../value/value.ts";
import type { Unit } from "../../yaml/put.ts";
import { nodeValue } from "../../yaml/source-node.ts";
import { readYaml } from "../engines.ts";
import type { Loaded } from "../load.ts";
import { alone, type Taken, takenOut } from "./take-out.ts";
import type { Uninjection } from "./uninject.ts";

/** A part with what is taken out of its objects. */
interface TakenPart {
  readonly part: number;
  readonly unit: Unit;
  readonly taken: readonly Taken[];
}

/**
 * The text of a manifest without what was grafted, with the lines that layers kept put back; `edits` are the changes of
 * values.
 */
export function uninjectedText({ manifest, units }: Loaded, edits: Edits, workloads: Uninjection["workloads"]): string {
  const splices: Splice[] = [];
  const parts: TakenPart[] = [];
  let isMissed = false;
  for (const [part, partEdits] of edits) {
    const unit = units.get(part) as Unit;
    const taken = partEdits.map(({ path }) => {
      const own = workloads.find(({ object }) => object.part === part && object.path === path);
      return { path, layers: own?.layers.toReversed() ?? [] };
    });
    parts.push({ part, unit, taken });
    const read = keepsLines({ part, unit, taken }) ? alone(manifest, part) : undefined;
    const out = read && takenOut(read, taken);
    if (out && out.missed.length > 0) isMissed = true;
    splices.push(out ? { ...(manifest.parts[part] as Part), text: out.text } : spliceOf(manifest, unit, partEdits));
  }
  return (isMissed ? textOfWhole(manifest, parts) : undefined) ?? splicedText(manifest, splices);
}

function keepsLines({ unit, taken }: TakenPart): boolean {
  const hasLines = taken.some(({ path, layers }) => {
    const provenance = provenanceAt(at(nodeValue(unit.entry.value), ...path));
    return layers.some((name) => (provenance?.get(name)?.source.length ?? 0) > 0);
  });
  return hasLines && areOwn(taken);
}

/** What another tool injected is not taken out layer by layer. */
function areOwn(taken: readonly Taken[]): boolean {
  return taken.every(({ layers }) => layers.length > 0);
}

/** A list read as one document, because items may have used each other's anchors before something was grafted. */
function textOfWhole(manifest: Manifest, parts: readonly TakenPart[]): string | undefined {
  const whole = manifest.list && !manifest.list.whole && asWholeList(manifest, readYaml);
  const read = whole && "manifest" in whole ? alone(whole.manifest, 0) : undefined;
  if (!read || !parts.every(({ taken }) => areOwn(taken))) return undefined;
  const taken = parts.flatMap((item) => item.taken.map(({ path, layers }) => ({ path: ["items", item.part, ...path], layers })));
  return (manifest.bom ? "\ufeff" : "") + takenOut(read, taken).text;
}
