import { problemOfPath } from "../kube/template-path.ts";
import { isEmpty, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { SHORT_DIGEST, shortDigest } from "./digest.ts";
import { type KeptLines, parseKeptLines } from "./kept-lines.ts";
import type { Layer, Provenance, Replaced } from "./layer.ts";
import type { DigestLine } from "./leaves.ts";
import { parseJson, parsePayload } from "./payload.ts";
import { parseLayerJson } from "./provenance-json.ts";
import { checkOf, contentsOf, JSON_LAYER, nameOf, PLACE } from "./provenance-lines.ts";

interface Read {
  readonly layers: Provenance;
  readonly home?: ValueMap;
}

/** Reads the lines of all layers; undefined where one of them is not as it was written. */
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
  readonly lines: string[];
}

/** Undefined where the first line is not a heading. */
function blocksOf(lines: readonly string[]): readonly Block[] | undefined {
  const blocks: Block[] = [];
  for (const line of lines) {
    const [, heading = "", grafts = "", word = "", check] = HEADING.exec(line) ?? [];
    if (check !== undefined) blocks.push({ heading, grafts, name: nameOf(word), check, lines: [] });
    else if (blocks.length === 0) return undefined;
    else (blocks.at(-1) as Block).lines.push(line);
  }
  return blocks;
}

/** `log-shipper 3.1.9, istio 1.30.5; by mesh (k3Fz)` */
const HEADING = /^((?:(.*); )?by (\S+)) \(([\w-]{4})\)$/;

function readLayer({ heading, grafts, check, lines }: Block, all: string): Layer | undefined {
  const isChecked = (frames: readonly string[]) => checkOf(heading, { frames, all }) === check;
  const [only = ""] = lines;
  if (lines.length === 1 && only.startsWith(JSON_LAYER))
    return isChecked([JSON_LAYER]) ? parseLayerJson(payloadIn(only.slice(JSON_LAYER.length), parseJson)) : undefined;
  const reader = new LayerReader(grafts);
  return lines.every((line) => reader.read(line)) && isChecked(reader.frames) ? reader.layer : undefined;
}

/** ` name =k3Fz "old"`: indentation, name, mark, digests, value; the name alone is that of a map or list. */
const LINE = /^( {0,2})(\S+)(?: ([=!@?+]?)([\w-]*)(?: (.+))?)?$/;

/** Goes through a layer's lines one by one. */
class LayerReader {
  readonly frames: string[] = [];
  readonly layer = {
    grafts: "",
    podTemplates: [] as string[],
    added: new Map<string, DigestLine[]>(),
    set: new Map<string, Replaced>(),
    removed: new Map<string, Value>(),
    order: new Map<string, readonly string[]>(),
    empty: new Map<string, Value>(),
    source: [] as KeptLines[],
  };
  private base = "";
  /** What the indented lines are below: the path of a map or list, or what was added. */
  private section = "";
  private last: { readonly path: string; readonly indent: number } | undefined;

  constructor(grafts: string) {
    this.layer.grafts = grafts;
  }

  /** Whether the line is one that podgraft writes. */
  read(line: string): boolean {
    const [, indent = "", word, mark, digests = "", json] = LINE.exec(line) ?? [];
    if (word === undefined) return false;
    this.frames.push(indent + word + (mark === undefined ? "" : ` ${mark}`));
    if (mark === undefined) return indent === "" && this.open(word);
    if (word.startsWith(":")) return indent + mark === "" && this.note(word, checked(digests, json));
    if (this.last && indent.length > this.last.indent) return mark === "" && json === undefined && this.addPart(nameOf(word), digests);
    if (indent === "") this.section = "";
    else if (indent.length !== 1 || this.section === "") return false;
    const name = nameOf(word);
    const path = this.base + this.section + (indent === "" ? name : name.replaceAll("/", "~1"));
    this.last = undefined;
    if (mark !== "" && mark !== "+") return this.replaced(path, mark, { digests, json });
    return json === undefined && (mark === "") === (digests !== "") && this.add(path, digests, indent.length);
  }

  /** A line with nothing but a path. */
  private open(word: string): boolean {
    this.last = undefined;
    if (word.startsWith("/")) this.base = nameOf(word.slice(1));
    else this.section = nameOf(word);
    return true;
  }

  private add(path: string, digests: string, indent: number): boolean {
    if (this.layer.added.has(path)) return false;
    this.layer.added.set(path, []);
    this.last = { path, indent };
    return this.addPart("", digests);
  }

  private addPart(name: string, digests: string): boolean {
    const added = this.layer.added.get(this.last?.path as string);
    if (!added || digests.length % SHORT_DIGEST !== 0) return false;
    added.push({ name, digests });
    return true;
  }

  private replaced(path: string, mark: string, { digests, json }: { digests: string; json: string | undefined }): boolean {
    const { set, removed, order, empty } = this.layer;
    const old = mark === "=" ? parsePayload(json ?? "") : checked(digests, json);
    if (old === undefined) return false;
    if (mark === "=") set.set(path, { old, digest: digests });
    else if (mark === "!") removed.set(path, old);
    else if (mark === "@" && isList(old)) order.set(path, old.map(String));
    else if (mark === "?" && (old === null || isEmpty(old))) empty.set(path, old);
    else return false;
    return true;
  }

  private note(word: string, value: Value | undefined): boolean {
    if (word === ":templates" && isList(value)) {
      const paths = value.filter((path) => typeof path === "string" && problemOfPath(path) === undefined);
      this.layer.podTemplates.push(...(paths as string[]));
      return paths.length === value.length;
    }
    const kept = word === ":text" && value !== undefined ? parseKeptLines(value) : undefined;
    if (kept) this.layer.source.push(kept);
    return kept !== undefined;
  }
}

/** The value behind its digest; undefined where that is another. */
function payloadIn(text: string, parse = parsePayload): Value | undefined {
  const space = text.indexOf(" ");
  return space === -1 ? undefined : checked(text.slice(0, space), text.slice(space + 1), parse);
}

function checked(digest: string, json: string | undefined, parse = parsePayload): Value | undefined {
  return json !== undefined && shortDigest(json) === digest ? parse(json) : undefined;
}
