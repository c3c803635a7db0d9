import { isDeepStrictEqual } from "node:util";
import { readPart } from "../../src/krm/read.ts";
import { split } from "../../src/krm/split.ts";
import { readYaml } from "../../src/yaml/read-yaml.chunk.ts";
import { nodeValue } from "../../src/yaml/source-node.ts";
import type { Judge } from "./judge.ts";
import type { Json } from "./objects.ts";

/** How podgraft's reading of a text is not Go's: a refusal of what Go reads, or another value than Go's. */
export interface Comparison {
  readonly refusal?: string;
  readonly difference?: string;
}

/** Compares the values of a text's documents with what Go reads, by both readers of podgraft. */
export async function readAsGo(text: string, judge: Judge): Promise<Comparison> {
  const go = await judge.read(text);
  const [quick, full] = [read(text, true), read(text, false)];
  if (typeof full === "string") {
    if (typeof quick !== "string") return { difference: `only the quick reader reads it: ${full}` };
    return go.error === undefined ? { refusal: full } : {};
  }
  if (go.error !== undefined) return { difference: `Go refuses it: ${go.error}` };
  if (!isDeepStrictEqual(quick, full)) return { difference: `the readers differ: ${shown(quick)}, ${shown(full)}` };
  return isDeepStrictEqual(full, rounded(go.values)) ? {} : { difference: `${shown(full)}, Go reads ${shown(go.values)}` };
}

/** The documents that are not empty, or why they are refused. */
function read(source: string, isQuick: boolean): readonly Json[] | string {
  const manifest = split("in.yaml", source);
  const whole = manifest.list ? [{ start: 0, end: manifest.text.length, isItem: false }] : manifest.parts;
  const values: Json[] = [];
  for (const part of whole) {
    const found = isQuick || part.fault ? readPart(manifest, part, readYaml) : readYaml(manifest.text, part);
    if ("diagnostics" in found) return found.diagnostics[0]!.message.replace("Cannot read the YAML: ", "");
    if ("faults" in found && found.faults) return found.faults[0]!.message;
    const node = "unit" in found ? found.unit.entry.value : found.node!;
    values.push(rounded(nodeValue(node)));
  }
  return values.filter((value) => value !== null);
}

/** As JSON has it: without infinities, and with integers of any size as Go's numbers. */
function rounded(value: unknown): Json {
  return JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)));
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 500);
}
