import { type Alias, type CST, isAlias, isMap, isScalar, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Value } from "../value/value.ts";
import { blockScalar } from "./block-scalar.ts";
import { plainValue } from "./scalar.ts";
import {
  collectionValue,
  MAX_DEPTH,
  MAX_EXPANDED_NODES,
  type ScalarStyle,
  type SourceEntry,
  type SourceFault,
  type SourceNode,
  type SourceScalar,
} from "./source-node.ts";
import { unclosedQuote } from "./unclosed-quote.ts";

/** The most characters from a key's beginning to its colon. Source: go.yaml.in/yaml scannerc.go yaml_simple_key_is_valid */
const MAX_KEY = 1024;

export interface ReadRange {
  readonly start: number;
  readonly end: number;
  /** Of two equal keys the later one counts, as for Kubernetes' own reader; otherwise they are a fault. */
  readonly lastKeyWins?: boolean;
}

type YamlNode = Scalar | YAMLMap | YAMLSeq | Alias;
/** What a document of the package `yaml` holds. */
export type Contents = YamlNode | null;

/** Where a node may begin: behind this offset its anchor and tag are looked for. */
interface Before {
  readonly from: number;
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Makes the nodes of a document that the package `yaml` composed. */
export class NodeMaker {
  readonly faults: SourceFault[] = [];
  private readonly anchors = new Map<string, SourceNode>();
  private readonly sizes = new WeakMap<SourceNode, number>();
  private readonly text: string;
  private readonly offset: number;
  private readonly end: number;
  private readonly lastKeyWins: boolean;
  private total = 0;
  private depth = 0;
  /** Of the innermost block collection. */
  private column = -1;

  constructor(text: string, { start, end, lastKeyWins }: Required<ReadRange>) {
    this.text = text;
    this.offset = start;
    this.end = end;
    this.lastKeyWins = lastKeyWins;
  }

  node(yaml: YamlNode | null | undefined, before: Before): SourceNode {
    if (!yaml) return this.empty(this.offset + before.from);
    const node = this.convert(yaml, before);
    if ("anchor" in node && node.anchor) this.anchors.set(node.anchor, node);
    return node;
  }

  private convert(yaml: YamlNode, before: Before): SourceNode {
    if (isAlias(yaml)) return this.alias(yaml);
    if (isScalar(yaml)) return this.scalar(yaml, before);
    return this.collection(yaml, before);
  }

  private place(yaml: YamlNode, before: Before) {
    const [start, end] = yaml.range as [number, number, number];
    const propsStart = this.propsStart(before.from, start);
    const anchor = isAlias(yaml) ? undefined : yaml.anchor;
    return { start: this.offset + start, end: this.offset + end, propsStart: this.offset + propsStart, ...(anchor && { anchor }) };
  }

  /** The first `&` or `!` between `from` and the content that is not in a comment. */
  private propsStart(from: number, start: number): number {
    for (let i = from; i < start; i++) {
      const char = this.text[this.offset + i];
      if (char === "&" || char === "!") return i;
      if (char === "#") i = this.text.indexOf("\n", this.offset + i) - this.offset;
      if (i < 0) return start;
    }
    return start;
  }

  private alias(yaml: Alias): SourceNode {
    const place = this.place(yaml, { from: (yaml.range as [number, number, number])[0] });
    const target = this.anchors.get(yaml.source);
    if (!target) {
      this.faults.push({
        offset: place.start,
        message: `the alias *${yaml.source} names no anchor above it`,
        fix: "put the value in quotes if it is text",
      });
      return this.empty(place.start);
    }
    const node: SourceNode = { kind: "alias", target, ...place };
    const size = (this.sizes.get(target) ?? 1) + 1;
    this.count(size, place.start);
    this.sizes.set(node, size);
    return node;
  }

  private scalar(yaml: Scalar, before: Before): SourceScalar {
    const placed = this.place(yaml, before);
    const style = placed.start === placed.end ? "empty" : (STYLES[yaml.type ?? "PLAIN"] as ScalarStyle);
    if (style === "literal" || style === "folded")
      return { kind: "scalar", style, ...placed, ...blockScalar(this.text, placed.start, { column: this.column, end: this.end }) };
    const place = style === "empty" ? this.closeUp(placed, before) : placed;
    this.faults.push(...unclosedQuote(this.text, place));
    return { kind: "scalar", style, value: this.scalarValue(yaml, style), ...place };
  }

  /** An empty value stands right behind its key, dash, anchor or tag. */
  private closeUp<Place extends { start: number; end: number; propsStart: number }>(place: Place, before: Before): Place {
    let at = place.start;
    while (at > this.offset + before.from && /\s/.test(this.text[at - 1] as string)) at--;
    return { ...place, start: at, end: at, propsStart: Math.min(place.propsStart, at) };
  }

  private scalarValue(yaml: Scalar, style: ScalarStyle): Value {
    const source = yaml.source ?? "";
    if (yaml.tag && !isQuotedTag(yaml.tag)) return plainOrText(yaml, source);
    if (yaml.tag || (style !== "plain" && style !== "empty")) return source;
    return plainValue(source);
  }

  private collection(yaml: YAMLMap | YAMLSeq, before: Before): SourceNode {
    const place = this.place(yaml, before);
    if (++this.depth > MAX_DEPTH) throw new RangeError();
    const flow = yaml.flow === true;
    const column = flow ? 0 : place.start - (this.text.lastIndexOf("\n", place.start - 1) + 1);
    const outer = this.column;
    if (!flow) this.column = column;
    const entries = isMap(yaml) ? yaml.items.map((pair) => this.pair(pair as Pair<YamlNode, YamlNode>)) : this.items(yaml as YAMLSeq);
    this.column = outer;
    this.depth--;
    const kind = isMap(yaml) ? "map" : "list";
    if (kind === "map" && !this.lastKeyWins) this.checkKeys(entries);
    const last = entries.at(-1);
    const size = 1 + entries.reduce((sum, entry) => sum + (this.sizes.get(entry.value) ?? 1), 0);
    this.count(size, place.start);
    // Where there is a fault nobody will see the value, and merging what is no map would fail.
    const value = this.faults.length > 0 ? null : collectionValue(kind, entries);
    const node: SourceNode = { kind, flow, column, entries, value, ...place, ...(!flow && last && { end: last.value.end }) };
    this.sizes.set(node, size);
    return node;
  }

  private checkKeys(entries: readonly SourceEntry[]): void {
    const met = new Set<string>();
    for (const { key, start } of entries) {
      if (met.has(key)) this.faults.push({ offset: start, message: `the map has the key ${key} twice`, fix: "remove one of them" });
      met.add(key);
    }
  }

  private pair(pair: Pair<YamlNode, YamlNode>): SourceEntry {
    const token = (pair as { srcToken?: CST.CollectionItem }).srcToken;
    const key = this.key(pair.key, token);
    const question = token?.start.find(({ type }) => type === "explicit-key-ind");
    const start = question ? this.offset + question.offset : key.start;
    const keyEnd = pair.key?.range?.[1] ?? 0;
    const colon = token?.sep?.find(({ type }) => type === "map-value-ind");
    const mark = colon ? colon.offset + 1 : keyEnd;
    if (!question && colon) this.checkImplicit(key.start, this.offset + colon.offset);
    const merge = isScalar(pair.key) && key.text === "<<" && (pair.key.type === "PLAIN" || pair.key.tag === "tag:yaml.org,2002:merge");
    const value = this.node(pair.value, { from: mark });
    if (merge) this.checkMerge(value);
    return { start, mark: this.offset + mark, key: key.text, ...(merge && { merge }), value };
  }

  private checkImplicit(start: number, colon: number): void {
    if (colon - start <= MAX_KEY && !this.text.slice(start, colon).includes("\n")) return;
    this.faults.push({ offset: start, message: `a key and its colon have to be on one line of at most ${MAX_KEY} characters` });
  }

  private key(key: YamlNode | null, token: CST.CollectionItem | undefined): { start: number; text: string } {
    const range = key?.range ?? [0, 0, 0];
    const start = this.offset + range[0];
    if (!isScalar(key)) {
      this.faults.push({ offset: start, message: "a key is not text; Kubernetes manifests have no others", fix: "put the key in quotes" });
      return { start, text: "" };
    }
    const props = token?.start.find(({ type }) => type === "anchor" || type === "tag")?.offset ?? range[0];
    if (key.anchor) this.anchors.set(key.anchor, this.scalar(key, { from: props }));
    return { start: this.offset + props, text: key.source ?? String(key.value) };
  }

  private items(yaml: YAMLSeq): SourceEntry[] {
    const tokens = (yaml.srcToken as CST.BlockSequence | CST.FlowCollection | undefined)?.items ?? [];
    return yaml.items.map((item, i) => {
      const dash = tokens[i]?.start.find(({ type }) => type === "seq-item-ind");
      if (!isFlowPair(item)) {
        const from = dash ? dash.offset + 1 : ((item as YamlNode).range?.[0] ?? 0);
        const value = this.node(item as YamlNode, { from: dash ? from : this.flowItemFrom(tokens[i], from) });
        return {
          start: dash ? this.offset + dash.offset : value.propsStart,
          mark: dash ? this.offset + dash.offset + 1 : value.propsStart,
          key: "",
          value,
        };
      }
      return this.flowPairItem(item);
    });
  }

  private flowItemFrom(token: CST.CollectionItem | undefined, from: number): number {
    const props = token?.start.find(({ type }) => type === "anchor" || type === "tag");
    return props ? props.offset : from;
  }

  /** `[a: 1]`, a map of one key without braces. */
  private flowPairItem(pair: Pair<YamlNode, YamlNode>): SourceEntry {
    const offset = this.offset + (pair.key?.range?.[0] ?? 0);
    this.faults.push({ offset, message: "a key without braces is in [ ]", fix: "write { key: value }" });
    return { start: offset, mark: offset, key: "", value: this.empty(offset) };
  }

  private checkMerge(value: SourceNode): void {
    const target = value.kind === "alias" ? value.target : value;
    const sources = target.kind === "list" ? target.entries.map((entry) => entry.value) : [target];
    for (const source of sources) {
      const map = source.kind === "alias" ? source.target : source;
      if (map.kind !== "map") this.faults.push({ offset: source.start, message: "a merge key (<<) takes a map or a list of maps" });
    }
  }

  private count(size: number, offset: number): void {
    this.total = Math.max(this.total, size);
    if (this.total <= MAX_EXPANDED_NODES || this.faults.length > 0) return;
    this.faults.push({ offset, message: `aliases make the document larger than ${MAX_EXPANDED_NODES} nodes` });
  }

  private empty(at: number): SourceScalar {
    return { kind: "scalar", style: "empty", value: null, start: at, end: at, propsStart: at };
  }
}

function isFlowPair(item: unknown): item is Pair<YamlNode, YamlNode> {
  return typeof item === "object" && item !== null && !("range" in item) && "key" in item;
}

function isQuotedTag(tag: string): boolean {
  return tag === "tag:yaml.org,2002:str" || tag === "!";
}

/** A scalar with a core tag has the tag's type; one with a tag of somebody's own is text. */
function plainOrText(yaml: Scalar, source: string): Value {
  const { value } = yaml;
  return value === null || typeof value === "boolean" || typeof value === "number" ? value : source;
}
