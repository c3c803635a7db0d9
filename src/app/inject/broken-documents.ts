import { type Diagnostic, diagnostic } from "../../diagnostic/diagnostic.ts";
import { asWholeList } from "../../krm/list.ts";
import type { Manifest } from "../../krm/manifest.ts";
import { readPart } from "../../krm/read.ts";
import { readCanonical } from "../../yaml/read-canonical.ts";
import { readYaml } from "../engines.ts";
import type { Opened } from "../load.ts";

/**
 * The same with a warning for each document that is not YAML and was not read, because it is not a workload. A command
 * with files reports it; the function does not read what its host has already read.
 */
export function withBrokenTold<Input extends Opened>(inputs: readonly Input[]): readonly Input[] {
  return inputs.map((input) => {
    const broken = brokenAmong(input);
    return broken.length === 0 ? input : { ...input, diagnostics: [...input.diagnostics, ...broken] };
  });
}

function brokenAmong({ manifest, relevant, diagnostics }: Opened): readonly Diagnostic[] {
  const { text, parts, list } = manifest;
  // The text around a list's items is part of the document, and an item may use another one's anchor.
  if (list) return list.whole || diagnostics.length > 0 ? [] : faultsOfList(manifest).map(broken);
  const read = new Set(relevant);
  return parts.flatMap((part, i) => {
    if (read.has(i) || readCanonical(text, part)) return [];
    const found = readPart(manifest, part, readYaml);
    return "diagnostics" in found ? found.diagnostics.slice(0, 1).map(broken) : [];
  });
}

function faultsOfList(manifest: Manifest): readonly Diagnostic[] {
  if (readCanonical(manifest.text, { start: 0, end: manifest.text.length })) return [];
  const whole = asWholeList(manifest, readYaml);
  return "diagnostics" in whole ? whole.diagnostics.slice(0, 1) : [];
}

/** In a workload it would be an error. */
function broken(found: Diagnostic): Diagnostic {
  const message = found.message.replace(/^Cannot read the (\w+): /, "A document is not $1 and is left as it is: ");
  return { ...found, ...diagnostic("BrokenDocument", { message }) };
}
