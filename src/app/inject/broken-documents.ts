import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { asWholeList } from "../../krm/list.ts";
import type { Part } from "../../krm/manifest.ts";
import { readPart } from "../../krm/read.ts";
import { readCanonical } from "../../yaml/read-canonical.ts";
import { readYaml } from "../engines.ts";
import type { Opened } from "../load.ts";

/**
 * The same with a warning for each document that is no workload, so that it was not read, and is no YAML. A command that
 * is given files tells of it; the function does not read what its host has read.
 */
export function withBrokenTold<Input extends Opened>(inputs: readonly Input[]): readonly Input[] {
  return inputs.map((input) => {
    const broken = brokenAmong(input);
    return broken.length === 0 ? input : { ...input, diagnostics: [...input.diagnostics, ...broken] };
  });
}

/** The parts that stay text and that only the full reader may take. */
function unreadParts({ manifest, relevant, diagnostics }: Opened): readonly number[] {
  if (manifest.list?.whole || (manifest.list && diagnostics.length > 0)) return [];
  const read = new Set(relevant);
  return manifest.parts.flatMap((part, i) => (read.has(i) || readCanonical(manifest.text, part) ? [] : [i]));
}

function brokenAmong(input: Opened): readonly Diagnostic[] {
  const { manifest } = input;
  const faults = unreadParts(input).flatMap((i) => {
    const read = readPart(manifest, manifest.parts[i] as Part, readYaml);
    return "diagnostics" in read ? read.diagnostics.slice(0, 1) : [];
  });
  if (faults.length === 0) return [];
  // An item may name another's anchor.
  const whole = manifest.list && asWholeList(manifest, readYaml);
  if (whole) return "manifest" in whole ? [] : whole.diagnostics.slice(0, 1).map(broken);
  return faults.map(broken);
}

/** Of a workload it would be an error. */
function broken(found: Diagnostic): Diagnostic {
  const message = `A document is not YAML and is left as it is: ${found.message.replace("Cannot read the YAML: ", "")}`;
  return { ...found, ...diagnostic("BrokenDocument", { message }) };
}
