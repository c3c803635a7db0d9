import type { Value } from "../value/value.ts";
import { TextFault } from "./cursor.ts";
import { Expanded } from "./expanded.ts";
import { keyFaults, mergeFaults, noTextFault } from "./map-faults.ts";
import { Scanner } from "./scan.ts";
import {
  collectionValue,
  MAX_DEPTH,
  type SourceCollection,
  type SourceEntry,
  type SourceFault,
  type SourceNode,
  type SourceScalar,
} from "./source-node.ts";
import { isMergeKey, keyText, scalarValue, type Written } from "./tagged.ts";
import { type Token, type TokenType, unexpected, unexpectedInFlow } from "./token.ts";

export interface ReadRange {
  readonly start: number;
  readonly end: number;
  /** If two keys are equal, the later one counts, as for Kubernetes' own reader; otherwise that is a fault. */
  readonly lastKeyWins?: boolean;
}

export const TOO_DEEP = `collections are nested more than ${MAX_DEPTH} deep`;

const AFTER: Omit<SourceFault, "offset"> = {
  message: "text follows the end of the document, which Kubernetes' readers ignore",
  fix: "if the text is a document of its own, put a line --- before it; otherwise remove it",
};

/** Anchor and tag of a node. */
interface Properties {
  /** Where they begin, or the node does; where they end. */
  readonly start: number;
  readonly end: number;
  readonly anchor?: string;
  readonly tag?: string;
}

/** What a node may be here. */
interface Context {
  readonly isBlock: boolean;
  /** A list's dashes may be in the column of the map's keys. */
  readonly isValue?: boolean;
}

const BLOCK: Context = { isBlock: true };
const BLOCK_VALUE: Context = { isBlock: true, isValue: true };
const FLOW: Context = { isBlock: false };

/**
 * Makes nodes of a text's tokens. A syntax error is thrown as a {@link TextFault}; other faults are collected.
 *
 * Source: go.yaml.in/yaml parserc.go, decode.go
 */
export class Composer {
  readonly faults: SourceFault[] = [];
  private readonly scanner: Scanner;
  private readonly text: string;
  private readonly start: number;
  private readonly lastKeyWins: boolean;
  /** What a name stands for; undefined as long as its node is not at its end. */
  private readonly anchors = new Map<string, SourceNode | undefined>();
  private readonly expanded = new Expanded();
  private depth = 0;
  /** The scalar that was read last, before its type was known. */
  private written = EMPTY;

  constructor(text: string, { start, end, lastKeyWins = false }: ReadRange) {
    this.scanner = new Scanner(text, { start, end });
    this.text = text;
    this.start = start;
    this.lastKeyWins = lastKeyWins;
  }

  document(): SourceNode {
    const { scanner } = this;
    if (this.is("document-start")) scanner.take();
    const node = this.is("document-start", "document-end", "stream-end") ? empty(this.start) : this.node(BLOCK);
    while (this.is("document-end")) scanner.take();
    const rest = scanner.peek();
    if (rest.type !== "stream-end") throw new TextFault({ offset: rest.start, ...AFTER }, true);
    return node;
  }

  private is(...types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private node(context: Context): SourceNode {
    this.expanded.met();
    const first = this.scanner.peek();
    if (first.type === "alias") return this.alias(this.scanner.take());
    const properties = this.properties(first.start);
    const { anchor } = properties;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    const node = this.content(context, properties);
    if (anchor === undefined) return node;
    const anchored = { ...node, anchor };
    this.expanded.copy(node, anchored);
    this.anchors.set(anchor, anchored);
    return anchored;
  }

  private properties(start: number): Properties {
    const found = new Map<TokenType, Token>();
    while (this.is("anchor", "tag") && !found.has(this.scanner.peek().type)) {
      const token = this.scanner.take();
      found.set(token.type, token);
    }
    const [anchor, tag] = [found.get("anchor")?.text, found.get("tag")?.text];
    const end = Math.max(start, ...[...found.values()].map((token) => token.end));
    return { start, end, ...(anchor !== undefined && { anchor }), ...(tag !== undefined && { tag }) };
  }

  private content({ isBlock, isValue }: Context, properties: Properties): SourceNode {
    const token = this.scanner.peek();
    switch (token.type) {
      case "scalar":
        return this.scalar(this.scanner.take(), properties);
      case "flow-list":
      case "flow-map":
        return this.deeper(token, () => this.flow(properties));
      case "block-list":
      case "block-map":
        if (isBlock) return this.deeper(token, () => this.block(this.scanner.take(), properties));
        break;
      case "dash":
        if (isValue) return this.deeper(token, () => this.collection("list", { token, properties, entries: this.items("dash") }));
        break;
    }
    const { start, end } = properties;
    if (end > start) return this.scalarAt({ start: end, end, propsStart: start }, { text: "", isPlain: true, tag: properties.tag });
    throw unexpected(token);
  }

  private deeper(token: Token, read: () => SourceNode): SourceNode {
    if (++this.depth > MAX_DEPTH) throw new TextFault({ offset: token.start, message: TOO_DEEP });
    const node = read();
    this.depth--;
    return node;
  }

  private alias({ text, start, end }: Token): SourceNode {
    const target = this.anchors.get(text);
    if (!target) {
      const why = this.anchors.has(text) ? "is within what it names" : "has no anchor above it";
      this.faults.push({ offset: start, message: `the alias *${text} ${why}`, fix: "put the value in quotes if it is text" });
      return empty(start);
    }
    const node: SourceNode = { kind: "alias", target, start, end, propsStart: start };
    this.expanded.alias(node, target);
    return node;
  }

  private scalar({ start, end, text, style = "plain" }: Token, { start: propsStart, tag }: Properties): SourceScalar {
    return { ...this.scalarAt({ start, end, propsStart }, { text, isPlain: style === "plain", tag }), style };
  }

  private scalarAt(place: { start: number; end: number; propsStart: number }, written: Written): SourceScalar {
    const value = scalarValue(written);
    if (value === undefined) this.faults.push({ offset: place.propsStart, message: `the value is not what its tag ${written.tag} says` });
    if (typeof value === "number" && !Number.isFinite(value))
      this.faults.push({
        offset: place.propsStart,
        message: `${written.text} is a number that JSON does not have`,
        fix: "put the value in quotes",
      });
    const node: SourceScalar = { kind: "scalar", style: "empty", value: value ?? null, ...place };
    this.written = written;
    return node;
  }

  private block(token: Token, properties: Properties): SourceNode {
    const kind = token.type === "block-list" ? "list" : "map";
    const entries = kind === "list" ? this.items("block-list") : this.pairs();
    const last = this.scanner.peek();
    if (last.type !== "block-end") throw unexpected(last);
    this.scanner.take();
    return this.collection(kind, { token, properties, entries });
  }

  /** The items of a list with its own column, or of one whose dashes are in the column of the keys around. */
  private items(type: "block-list" | "dash"): SourceEntry[] {
    const entries: SourceEntry[] = [];
    while (this.is("dash")) {
      const { start, end: mark } = this.scanner.take();
      const isEmpty = this.is("dash", "block-end") || (type === "dash" && this.is("key", "value"));
      entries.push({ start, mark, key: "", value: isEmpty ? this.empty(mark) : this.node(BLOCK) });
    }
    return entries;
  }

  private pairs(): SourceEntry[] {
    const entries: SourceEntry[] = [];
    while (this.is("key")) entries.push(this.pair(BLOCK_VALUE, ["key", "value", "block-end"]));
    return entries;
  }

  /** A key that a token announces, and its value; `ends` are the tokens before which neither need be. */
  private pair(context: Context, ends: readonly TokenType[]): SourceEntry {
    const announced = this.scanner.take();
    this.written = EMPTY;
    const key = this.is(...ends) ? this.empty(announced.end) : this.node(context);
    const name = this.name(key);
    const start = announced.end > announced.start ? announced.start : key.propsStart;
    if (!this.is("value")) return this.entry(name, { start, mark: key.end, value: this.empty(key.end) });
    const mark = this.scanner.take().end;
    return this.entry(name, { start, mark, value: this.is(...ends) ? this.empty(mark) : this.node(context) });
  }

  /** The text of a key that was read just now. */
  private name(key: SourceNode): { key: string; merge: boolean } {
    const text = key.kind === "scalar" ? keyText(this.written) : undefined;
    if (text === undefined) this.faults.push({ offset: key.propsStart, ...noTextFault(key) });
    const merge = text !== undefined && isMergeKey(this.written);
    if (merge) this.expanded.unmet();
    return { key: text ?? "", merge };
  }

  private entry({ key, merge }: { key: string; merge: boolean }, place: Omit<SourceEntry, "key" | "merge">): SourceEntry {
    if (merge) this.faults.push(...mergeFaults(place.value));
    if (merge && place.value.kind === "list") this.expanded.unmet();
    return { ...place, key, ...(merge && { merge }) };
  }

  private empty(at: number): SourceScalar {
    this.expanded.met();
    return empty(at);
  }

  private flow(properties: Properties): SourceNode {
    const token = this.scanner.take();
    const isMap = token.type === "flow-map";
    const end: TokenType = isMap ? "flow-map-end" : "flow-list-end";
    const entries: SourceEntry[] = [];
    while (!this.is(end)) {
      if (entries.length > 0) {
        if (!this.is("comma")) throw unexpectedInFlow(this.text, token, this.scanner.peek());
        this.scanner.take();
        if (this.is(end)) break;
      }
      if (this.is("stream-end", "flow-list-end", "flow-map-end")) throw unexpectedInFlow(this.text, token, this.scanner.peek());
      entries.push(isMap ? this.flowPair(end) : this.flowItem(end));
    }
    return this.collection(isMap ? "map" : "list", { token, properties, entries, end: this.scanner.take().end });
  }

  private flowPair(end: TokenType): SourceEntry {
    if (this.is("key")) return this.pair(FLOW, ["value", "comma", end]);
    const key = this.node(FLOW);
    return this.entry(this.name(key), { start: key.propsStart, mark: key.end, value: this.empty(key.end) });
  }

  private flowItem(end: TokenType): SourceEntry {
    const token = this.scanner.peek();
    const value =
      token.type === "key"
        ? this.deeper(token, () => {
            const pair = this.pair(FLOW, ["value", "comma", end]);
            const place = { token: { ...token, start: pair.start }, properties: { start: pair.start, end: pair.start } };
            return { ...this.collection("map", { ...place, entries: [pair], end: Math.max(pair.value.end, pair.mark) }), bare: true };
          })
        : this.node(FLOW);
    return { start: value.propsStart, mark: value.propsStart, key: "", value };
  }

  private collection(
    kind: SourceCollection["kind"],
    { token, properties, entries, end }: { token: Token; properties: Properties; entries: SourceEntry[]; end?: number },
  ): SourceCollection {
    if (kind === "map") this.faults.push(...keyFaults(entries, { lastKeyWins: this.lastKeyWins, isBroken: this.faults.length > 0 }));
    const start = end === undefined ? (entries[0]?.start ?? token.start) : token.start;
    const last = entries.at(-1)?.value.end ?? start;
    // Where there is a fault nobody will see the value, and merging what is not a map would fail.
    const value: Value = this.faults.length > 0 ? null : collectionValue(kind, entries);
    const propsStart = properties.end > properties.start ? properties.start : start;
    const flow = end !== undefined;
    const node: SourceCollection = { kind, flow, column: flow ? 0 : token.column, entries, value, start, end: end ?? last, propsStart };
    this.expanded.collection(node);
    return node;
  }
}

const EMPTY: Written = { text: "", isPlain: true, tag: undefined };

function empty(at: number): SourceScalar {
  return { kind: "scalar", style: "empty", value: null, start: at, end: at, propsStart: at };
}
