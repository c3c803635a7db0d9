import { Lexer } from "./lex.ts";
import type { Token } from "./token.ts";

/** What is still open where a template's text ends. */
export interface OpenActions {
  /** The innermost control structure without `{{end}}`: its keyword and the line of it. */
  readonly control?: Pick<Token, "text" | "line"> | undefined;
  readonly isInAction: boolean;
  /** The line on which the latest action begins. */
  readonly line: number;
}

/** Reads a template up to its end, or to what is no token. */
export function openActions(text: string): OpenActions {
  const lexer = new Lexer(text, { leftDelim: "{{", rightDelim: "}}", breakIsKeyword: true, continueIsKeyword: true });
  const open: Token[] = [];
  let line = 1;
  let isInAction = false;
  let last: Token["kind"] = "text";
  for (let token = lexer.next(); token.kind !== "eof" && token.kind !== "error"; token = lexer.next()) {
    if (token.kind === "space") continue;
    if (token.kind === "leftDelim") line = token.line;
    isInAction = token.kind === "leftDelim" || (isInAction && token.kind !== "rightDelim");
    if (last === "leftDelim" && openers.has(token.kind)) open.push(token);
    if (last === "leftDelim" && token.kind === "end") open.pop();
    last = token.kind;
  }
  return { control: open.at(-1), isInAction, line };
}

const openers: ReadonlySet<string> = new Set(["if", "range", "with", "block", "define"]);
