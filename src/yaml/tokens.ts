import { CST, Lexer } from "yaml";

/** A token of a text in YAML. */
export interface Token {
  /** As the package `yaml` names it; "scalar" for a plain one and for a block scalar's lines. */
  readonly type: CST.TokenType | null;
  readonly text: string;
  readonly at: number;
  readonly column: number;
}

/** A text's tokens, one after the other: found without recursion, however deep they nest. */
export function* tokens(source: string): Generator<Token> {
  let at = 0;
  let lineStart = 0;
  let isScalar = false;
  for (const text of new Lexer().lex(source)) {
    if (text === CST.SCALAR) isScalar = true;
    if (text === CST.SCALAR || text === CST.DOCUMENT) continue;
    if (text === CST.FLOW_END) {
      yield { type: "flow-error-end", text: "", at, column: at - lineStart };
      continue;
    }
    yield { type: isScalar ? "scalar" : CST.tokenType(text), text, at, column: at - lineStart };
    isScalar = false;
    at += text.length;
    const newline = text.lastIndexOf("\n");
    if (newline !== -1) lineStart = at - (text.length - newline - 1);
  }
}
