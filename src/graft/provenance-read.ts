import { isMap, type Value, type ValueMap } from "../value/value.ts";
import type { Layer, Provenance } from "./layer.ts";
import { checkedPayload, parseJson, parsePayload } from "./payload.ts";
import { parseLayerJson } from "./provenance-json.ts";
import { LayerReader } from "./provenance-layer-reader.ts";
import { checkOf, contentsOf, JSON_LAYER, PLACE } from "./provenance-lines.ts";
import { nameOf } from "./provenance-words.ts";

interface Read {
  readonly layers: Provenance;
  readonly home?: ValueMap;
}

/** Reads the lines of all layers; undefined if one of them is not as it was written. */
export function readProvenance(text: string): Read | undefined {
  const lines = text.split("\n");
  const place = lines.at(-1)?.startsWith(PLACE) ? (lines.pop() as string) : undefined;
  const home = place === undefined ? undefined : payloadIn(place.slice(PLACE.length));
  if (place !== undefined && !isMap(home)) return undefined;
  const blocks = blocksOf(lines);
  const all = contentsOf(blocks?.map(({ name }) => name) ?? [], place !== undefined);
  const layers = new Map<string, Layer>();
  for (const block of blocks ?? []) {
    const layer = readLayer(block, all);
    if (!layer || layers.has(block.name)) return undefined;
    layers.set(block.name, layer);
  }
  return blocks && { layers, ...(isMap(home) && { home }) };
}

/** A heading with the lines below it. */
interface Block {
  readonly heading: string;
  readonly grafts: string;
  readonly name: string;
  readonly check: string;
  /** The digests of images. */
  readonly images: string;
  /** The lines are in their first format: whole paths, and names on lines of their own. */
  readonly isEarlier: boolean;
  readonly lines: string[];
}

/** Undefined if the first line is not a heading. */
function blocksOf(lines: readonly string[]): readonly Block[] | undefined {
  const blocks: Block[] = [];
  for (const line of lines) {
    const block = blockOf(line);
    if (block) blocks.push(block);
    else if (blocks.length === 0) return undefined;
    else (blocks.at(-1) as Block).lines.push(line);
  }
  return blocks;
}

/** `log-shipper 3.1.9, istio 1.30.5; by mesh [k3FzLYHa]`: the check, and digests of images. */
const HEADING = /^((?:(.*); )?by (\S+)) \[([\w-]{4})((?:[\w-]{4})*)\]$/;
const EARLIER_HEADING = /^((?:(.*); )?by (\S+)) \(([\w-]{4})\)$/;

function blockOf(line: string): Block | undefined {
  const today = HEADING.exec(line);
  const [, heading = "", grafts = "", word = "", check, images = ""] = today ?? EARLIER_HEADING.exec(line) ?? [];
  return check === undefined ? undefined : { heading, grafts, name: nameOf(word), check, images, isEarlier: !today, lines: [] };
}

function readLayer({ lines, ...block }: Block, all: string): Layer | undefined {
  const isChecked = (frames: readonly string[]) => checkOf(block.heading, { frames, all }) === block.check;
  const [only = ""] = lines;
  if (lines.length === 1 && only.startsWith(JSON_LAYER))
    return isChecked([JSON_LAYER]) ? parseLayerJson(payloadIn(only.slice(JSON_LAYER.length), parseJson)) : undefined;
  const reader = new LayerReader(block);
  if (!lines.every((line) => reader.read(line)) || !reader.isDone() || !isChecked(reader.frames)) return undefined;
  return block.isEarlier ? { ...reader.layer, earlier: { lines, frames: reader.frames } } : reader.layer;
}

/** The value after its digest and a space. */
function payloadIn(text: string, parse = parsePayload): Value | undefined {
  const space = text.indexOf(" ");
  return space === -1 ? undefined : checkedPayload(text.slice(0, space), text.slice(space + 1), parse);
}
