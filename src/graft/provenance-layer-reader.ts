import { problemOfPath } from "../kube/template-path.ts";
import { isEmpty, isList, type Value } from "../value/value.ts";
import { SHORT_DIGEST } from "./digest.ts";
import { namelessStep } from "./entry-names.ts";
import { type KeptLines, parseKeptLines } from "./kept-lines.ts";
import type { Replaced } from "./layer.ts";
import type { DigestLine } from "./leaves.ts";
import { checkedPayload, parsePayload } from "./payload.ts";
import { checkedOf, pathOf, USUAL_ROOT } from "./provenance-lines.ts";
import { entryDigests, fieldNames, replacedFields } from "./provenance-records.ts";
import { nameOf } from "./provenance-words.ts";

/** ` name =k3Fz "old"`: indentation, name, mark, digests, value; a name alone is that of a map or list. */
const LINE = /^( *)(\S+)(?: ([=!@?+%]|\*+|)([\w-]*)(?: (.+))?)?$/;

/** What a line says about a path. */
interface Said {
  readonly path: string;
  readonly mark: string;
  readonly digests: string;
  readonly json: string | undefined;
}

/**
 * What the lines below a line, indented by one more space, contain: records in a map or list, or parts of what was
 * added.
 */
interface Above {
  readonly path: string;
  readonly isAdded: boolean;
}

/** Goes through a layer's lines one by one. */
export class LayerReader {
  /** What is checked of each line. */
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
  /** The path of the pod template, or the common beginning of all paths. */
  private base: string;
  private readonly isEarlier: boolean;
  /** The image digests that no line has used so far. */
  private images: string;
  private above: Above[] = [];

  constructor({ grafts, images, isEarlier }: { grafts: string; images: string; isEarlier: boolean }) {
    this.layer.grafts = grafts;
    this.images = images;
    this.isEarlier = isEarlier;
    this.base = isEarlier ? "" : USUAL_ROOT;
  }

  /** Whether the line is one that podgraft writes. */
  read(line: string): boolean {
    const [, { length: depth } = "", word, mark, digests = "", json] = LINE.exec(line) ?? [];
    if (word === undefined) return false;
    this.frames.push(" ".repeat(depth) + word + (mark === undefined ? "" : ` ${mark}`));
    if (depth > this.above.length) return false;
    if (word.startsWith(":")) return depth === 0 && mark === "" && this.note(word, checkedPayload(digests, json));
    const above = this.above[depth - 1];
    this.above.length = depth;
    if (mark === undefined) return !above?.isAdded && this.open(word, above);
    if (above?.isAdded) return json === undefined && this.addPart(above.path, { name: nameOf(word), mark, digests });
    return this.record({ path: this.path(word, above), mark, digests, json });
  }

  /** Whether the lines use all of the heading's digests. */
  isDone(): boolean {
    return this.images === "";
  }

  /** A line with only a path: of a map or list, or of the pod template. */
  private open(word: string, above: Above | undefined): boolean {
    const isWhole = !above && word.startsWith("/");
    if (isWhole) this.base = nameOf(word.slice(1));
    this.above.push({ path: isWhole ? this.base : this.path(word, above), isAdded: false });
    return true;
  }

  private path(word: string, above: Above | undefined): string {
    if (!this.isEarlier) return above ? above.path + nameOf(word) : pathOf(this.base, word);
    return above ? above.path + nameOf(word).replaceAll("/", "~1") : this.base + nameOf(word);
  }

  private record(said: Said): boolean {
    const { path, mark, digests, json } = said;
    const isAdded = mark === "" || mark === "+" || mark === "%" || mark.startsWith("*");
    if (!isAdded) return this.replaced(said);
    if (json !== undefined) return false;
    if (mark === "%") return this.addEntries(said);
    // A plus stands for no digests of the value's own.
    const isWhole = mark.startsWith("*") || (mark === "") === (digests !== "");
    return isWhole && this.add(path, said);
  }

  private add(path: string, { mark, digests }: Said): boolean {
    if (this.layer.added.has(path)) return false;
    this.layer.added.set(path, []);
    this.above.push({ path, isAdded: true });
    return this.addPart(path, { name: "", mark, digests });
  }

  private addPart(path: string, { name, mark, digests }: { name: string; mark: string; digests: string }): boolean {
    const count = mark.startsWith("*") ? mark.length * SHORT_DIGEST : 0;
    const images = this.images.slice(0, count);
    this.images = this.images.slice(count);
    this.layer.added.get(path)?.push({ name, digests, images });
    return digests.length % SHORT_DIGEST === 0 && images.length === count;
  }

  private addEntries({ path, digests }: Said): boolean {
    const entries = entryDigests(digests);
    for (const [name, value] of entries) {
      const entry = `${path}/${namelessStep(name)}`;
      if (value.length !== SHORT_DIGEST || this.layer.added.has(entry)) return false;
      this.layer.added.set(entry, [{ name: "", digests: value, images: "" }]);
    }
    this.check(entries.map(([name]) => name).join(""));
    return true;
  }

  /** Names that are checked together with the last line. */
  private check(names: string): void {
    const frame = this.frames.pop() as string;
    this.frames.push(checkedOf({ frame, names }));
  }

  private replaced({ path, mark, digests, json }: Said): boolean {
    const { set, removed, order, empty } = this.layer;
    const old = mark === "=" ? parsePayload(json ?? "") : checkedPayload(digests, json);
    if (old === undefined) return false;
    const fields = mark === "=" ? replacedFields(digests, old) : undefined;
    if (fields) {
      for (const [name, field] of fields) set.set(`${path}/${name}`, field);
      this.check(fieldNames(fields.keys()));
    } else if (mark === "=") set.set(path, { old, digest: digests });
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
