import { problemOfPath } from "../kube/template-path.ts";
import { isEmpty, isList, isMap, type Value, type ValueMap } from "../value/value.ts";
import { SHORT_DIGEST, shortDigest } from "./digest.ts";
import { type KeptLines, parseKeptLines } from "./kept-lines.ts";
import type { Layer, Provenance, Replaced } from "./layer.ts";
import type { DigestLine } from "./leaves.ts";
import { parsePayload } from "./payload.ts";
import { checkOf, nameOf } from "./provenance-lines.ts";

/** Where the annotation's own place is told, on the last line. */
export const PLACE = ":place ";

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
  const layers = new Map<string, Layer>();
  for (let start = 0; start < lines.length; ) {
    let end = start + 1;
    while (end < lines.length && !HEADING.test(lines[end] as string)) end++;
    const found = readLayer(lines.slice(start, end));
    if (!found || layers.has(found.name)) return undefined;
    layers.set(found.name, found.layer);
    start = end;
  }
  return { layers, ...(isMap(home) && { home }) };
}

/** `log-shipper 3.1.9, istio 1.30.5; by mesh (k3Fz)` */
const HEADING = /^(?:(.*); )?by (\S+) \(([\w-]{4})\)$/;

function readLayer([first = "", ...lines]: readonly string[]): { name: string; layer: Layer } | undefined {
  const [, grafts = "", word = "", check] = HEADING.exec(first) ?? [];
  const reader = new LayerReader(grafts);
  if (check === undefined || !lines.every((line) => reader.read(line))) return undefined;
  const heading = first.slice(0, first.lastIndexOf(" "));
  return checkOf(heading, reader.frames) === check ? { name: nameOf(word), layer: reader.layer } : undefined;
}

/** ` name =k3Fz "old"`: indentation, name, mark, digests, value; the name alone is that of a map or list. */
const LINE = /^( {0,2})(\S+)(?: ([=!@?+]?)([\w-]*)(?: (.+))?)?$/;

/** Goes through a layer's lines one by one. */
class LayerReader {
  readonly frames: string[] = [];
  readonly layer = {
    grafts: "",
    podTemplates: [] as string[],
    added: new Map<string, { readonly all: Set<string>; readonly lines: DigestLine[] }>(),
    set: new Map<string, Replaced>(),
    removed: new Map<string, Value>(),
    order: new Map<string, readonly string[]>(),
    empty: new Map<string, Value>(),
    source: [] as KeptLines[],
  };
  private base = "";
  /** What the indented lines stand below: the path of a map or list, or what was added. */
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
    const path = this.base + this.section + nameOf(word);
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
    this.layer.added.set(path, { all: new Set(), lines: [] });
    this.last = { path, indent };
    return this.addPart("", digests);
  }

  private addPart(name: string, digests: string): boolean {
    const added = this.layer.added.get(this.last?.path as string);
    if (!added || digests.length % SHORT_DIGEST !== 0) return false;
    for (let at = 0; at < digests.length; at += SHORT_DIGEST) added.all.add(digests.slice(at, at + SHORT_DIGEST));
    added.lines.push({ name, digests });
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
function payloadIn(text: string): Value | undefined {
  const space = text.indexOf(" ");
  return space === -1 ? undefined : checked(text.slice(0, space), text.slice(space + 1));
}

function checked(digest: string, json: string | undefined): Value | undefined {
  return json !== undefined && shortDigest(json) === digest ? parsePayload(json) : undefined;
}
