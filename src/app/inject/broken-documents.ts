import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { asWholeList } from "../../krm/list.ts";
import type { FullReader, Part } from "../../krm/manifest.ts";
import { readPart } from "../../krm/read.ts";
import { readCanonical } from "../../yaml/read-canonical.ts";
import { readYaml } from "../engines.ts";
import type { Loaded } from "../load.ts";

/**
 * The same with a warning for each document that is no workload, so that it was not read, and is no YAML. A command that
 * is given files tells of it; the function does not read what its host has read.
 */
export function withBrokenTold(loaded: readonly Loaded[]): readonly Loaded[] {
  const unread = loaded.map(unreadParts);
  if (unread.every((parts) => parts.length === 0)) return loaded;
  const full = readYaml;
  return loaded.map((one, i) => {
    const broken = brokenAmong(one, unread[i] as readonly number[], full);
    return broken.length === 0 ? one : { ...one, diagnostics: [...one.diagnostics, ...broken] };
  });
}

/** The parts that only the full reader may take, but for those that it took or refused. */
function unreadParts({ manifest, units, diagnostics }: Loaded): readonly number[] {
  if (manifest.list?.whole || (manifest.list && diagnostics.length > 0)) return [];
  return manifest.parts.flatMap((part, i) => (units.has(i) || readCanonical(manifest.text, part) ? [] : [i]));
}

function brokenAmong({ manifest, diagnostics }: Loaded, unread: readonly number[], full: FullReader): readonly Diagnostic[] {
  const faults = unread.flatMap((i) => {
    const read = readPart(manifest, manifest.parts[i] as Part, full);
    return "diagnostics" in read ? read.diagnostics.slice(0, 1) : [];
  });
  if (faults.length === 0) return [];
  // An item may name another's anchor.
  const whole = manifest.list && asWholeList(manifest, full);
  if (whole) return "manifest" in whole ? [] : whole.diagnostics.slice(0, 1).map(broken);
  const isTold = ({ location }: Diagnostic) => diagnostics.some((told) => told.location?.line === location?.line);
  return faults.filter((fault) => !isTold(fault)).map(broken);
}

/** Of a workload it would be an error. */
function broken({ message, location }: Diagnostic): Diagnostic {
  return diagnostic("BrokenDocument", {
    message: `Cannot read the document: ${message.replace("Cannot read the YAML: ", "")}; expected YAML. It is left as it is`,
    fix: "correct the text at this place",
    ...(location && { location }),
  });
}
