export type TokenKind =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "complex"
  | "assign"
  | "declare"
  | "dot"
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
export type Keyword = "block" | "break" | "continue" | "define" | "else" | "end" | "if" | "range" | "nil" | "template" | "with";

export interface Token {
  readonly kind: TokenKind;
  /** Offset of its start. */
  readonly pos: number;
  readonly text: string;
  /** The line of its start, from 1. */
  readonly line: number;
}

const keywords: ReadonlySet<string> = new Set("block break continue define else end if range nil template with".split(" "));

export function isKeyword(word: string): word is Keyword {
  return keywords.has(word);
}
