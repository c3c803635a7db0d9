import { TextFault } from "./cursor.ts";
import type { ScalarStyle, SourceFault } from "./source-node.ts";

export type TokenType =
  | "alias"
  | "anchor"
  | "block-end"
  | "block-list"
  | "block-map"
  | "comma"
  | "dash"
  | "document-end"
  | "document-start"
  | "flow-list"
  | "flow-list-end"
  | "flow-map"
  | "flow-map-end"
  | "key"
  | "scalar"
  | "stream-end"
  | "tag"
  | "value";

/** A token of a text; one that only marks a place has no width. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  readonly column: number;
  /** A scalar's text, an alias's or anchor's name, a tag in full. */
  readonly text: string;
  readonly style?: ScalarStyle;
}

const SHOWN: Readonly<Record<TokenType, string>> = {
  alias: "an alias",
  anchor: "an anchor",
  "block-end": "the end of the block",
  "block-list": "a list",
  "block-map": "a map",
  comma: "`,`",
  dash: "`-`",
  "document-end": "`...`",
  "document-start": "`---`",
  "flow-list": "`[`",
  "flow-list-end": "`]`",
  "flow-map": "`{`",
  "flow-map-end": "`}`",
  key: "a key",
  scalar: "a value",
  "stream-end": "the end of the text",
  tag: "a tag",
  value: "`:`",
};

/** The fault of a quote or bracket that nothing closes. */
export function unclosed(offset: number, mark: string): SourceFault {
  const end = mark === "{" ? "}" : mark === "[" ? "]" : mark;
  return { offset, message: `the ${mark} is not closed`, fix: `close it with ${end}` };
}

/** A token in the wrong place. */
export function unexpected({ type, start }: Token): TextFault {
  const fault =
    type === "scalar"
      ? { message: "text follows the end of the value", fix: "put the whole value in quotes" }
      : { message: `${SHOWN[type]} does not fit here` };
  return new TextFault({ offset: start, ...fault }, true);
}

/**
 * A token within a flow collection that neither continues nor closes it; on a later line it shows that the bracket is
 * still open.
 */
export function unexpectedInFlow(text: string, open: Token, token: Token): TextFault {
  const isOpen = /[\r\n]/.test(text.slice(open.start, token.start)) || token.type.endsWith("-end");
  if (isOpen) return new TextFault(unclosed(open.start, text[open.start] as string));
  const end = open.type === "flow-map" ? "}" : "]";
  return new TextFault({ offset: token.start, message: `${SHOWN[token.type]} does not fit here; expected , or ${end}` });
}
