import { type Token, tokens } from "./tokens.ts";

/**
 * Where a tab stands at which Kubernetes' reader takes none: in a block, before what begins a line and behind the indicators
 * `-`, `?` and the `:` of an explicit key. Undefined where there is none.
 *
 * Source: go.yaml.in/yaml scannerc.go yaml_parser_scan_to_next_token, yaml_parser_scan_plain_scalar
 */
export function misplacedTab(source: string): number | undefined {
  if (!source.includes("\t")) return undefined;
  const line = { isFresh: true, isEmpty: true, behindPlain: false };
  const isFlow = /^(?:\s|#.*\n|---\s)*[[{]/.test(source);
  let flow = 0;
  for (const token of tokens(source)) {
    if (token.type === "space" && token.text.includes("\t") && line.isFresh) {
      const within = token.text.indexOf("\t");
      const isTaken = line.behindPlain ? isFlow || token.column + within > 0 : flow > 0;
      if (!isTaken) return token.at + within;
    }
    flow = Math.max(0, flow + nesting(token));
    step(line, token);
  }
  return undefined;
}

function nesting({ type }: Token): number {
  if (type === "flow-seq-start" || type === "flow-map-start") return 1;
  return type === "flow-seq-end" || type === "flow-map-end" ? -1 : 0;
}

interface Line {
  /** A key may begin here, and no tab may stand before it. */
  isFresh: boolean;
  /** Nothing but spaces stands on the line so far. */
  isEmpty: boolean;
  /** Only blank lines since a plain scalar, which might go on. */
  behindPlain: boolean;
}

function step(line: Line, { type, text }: Token): void {
  if (type === "space") return;
  if (type === "newline") {
    line.isFresh = true;
    line.isEmpty = true;
    return;
  }
  const isExplicitValue = type === "map-value-ind" && line.isEmpty;
  line.isFresh = type === "seq-item-ind" || type === "explicit-key-ind" || isExplicitValue || (type === "comment" && line.isFresh);
  line.isEmpty = false;
  line.behindPlain = type === "scalar";
  if (type !== "scalar" || !text.endsWith("\n")) return;
  // A block scalar's lines.
  line.isFresh = true;
  line.isEmpty = true;
  line.behindPlain = false;
}
