import { type Diagnostic, diagnostic } from "../diagnostic/diagnostic.ts";
import type { Part } from "../krm/manifest.ts";
import { readFully, readQuickly } from "../krm/read.ts";
import { split } from "../krm/split.ts";
import type { Value } from "../value/value.ts";
import type { ConfigResult } from "./config.ts";
import { readConfigNode, readConfigValue } from "./function-config.ts";
import { loadFullReader } from "./load.ts";

/** A configuration as a program has it, with the name that messages give it. */
export interface ConfigObject {
  readonly file: string;
  readonly value: Value;
}

export function readConfigObject({ file, value }: ConfigObject): Promise<ConfigResult> {
  return readConfigValue(value, { locate: () => ({ file }) });
}

/** The configuration in a text of its own, of one document. */
export async function readConfigText(file: string, text: string): Promise<ConfigResult> {
  const manifest = split(file, text);
  const [part, second] = manifest.parts;
  if (!part || second) return { diagnostics: [notOne(file, manifest.parts.length)] };
  const read = await readPart(manifest, part);
  return "diagnostics" in read ? read : readConfigNode(manifest, read.unit.entry.value);
}

async function readPart(manifest: ReturnType<typeof split>, part: Part) {
  const unit = readQuickly(manifest, part);
  return unit ? { unit } : readFully(manifest, part, await loadFullReader());
}

function notOne(file: string, count: number): Diagnostic {
  return diagnostic("InvalidConfiguration", {
    message: `Cannot read the configuration: the file holds ${count === 0 ? "no document" : `${count} documents`}; expected one`,
    fix: "give a file with one SidecarInjector",
    location: { file },
  });
}
