export type TokenKind =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "comment"
  | "complex"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "leftDelim"
  | "leftParen"
  | "number"
  | "pipe"
  | "rawString"
  | "rightDelim"
  | "rightParen"
  | "space"
  | "string"
  | "text"
  | "variable"
  | Keyword;
export type Keyword = "block" | "break" | "continue" | "dot" | "define" | "else" | "end" | "if" | "range" | "nil" | "template" | "with";

export interface Token {
  readonly kind: TokenKind;
  /** Offset of its start. */
  readonly pos: number;
  readonly text: string;
  /** The line of its start, from 1. */
  readonly line: number;
}

export const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ["block", "block"],
  ["break", "break"],
  ["continue", "continue"],
  ["define", "define"],
  ["else", "else"],
  ["end", "end"],
  ["if", "if"],
  ["range", "range"],
  ["nil", "nil"],
  ["template", "template"],
  ["with", "with"],
]);
const keywordKinds: ReadonlySet<string> = new Set([...keywords.values(), "dot"]);

export function isKeyword(kind: TokenKind): kind is Keyword {
  return keywordKinds.has(kind);
}
