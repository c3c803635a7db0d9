import { byteLength, sliceBytes } from "../text/bytes.ts";
import { quote } from "../text/quote.ts";
import type { Lexer } from "./lex.ts";
import { isKeyword, type Token } from "./token.ts";

/** The tokens of a template, as they are asked for; the parser may look at some and then go back to a {@link mark}. */
export class TokenStream {
  private readonly lexer: Lexer;
  private readonly tokens: Token[] = [];
  private at = 0;

  constructor(lexer: Lexer) {
    this.lexer = lexer;
  }

  next(): Token {
    if (this.at === this.tokens.length) this.tokens.push(this.lexer.next());
    return this.tokens[this.at++]!;
  }

  backup(): void {
    this.at--;
  }

  mark(): number {
    return this.at;
  }

  reset(mark: number): void {
    this.at = mark;
  }

  peek(): Token {
    const token = this.next();
    this.at--;
    return token;
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === "space") token = this.next();
    return token;
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup();
    return token;
  }

  /** The last token read from the lexer: an error's line is its line. */
  get latest(): Token | undefined {
    return this.tokens.at(-1);
  }
}

/** How an error message names a token. */
export function describeToken(token: Token): string {
  if (token.kind === "eof") return "EOF";
  if (token.kind === "error") return token.text;
  if (isKeyword(token.kind) || token.kind === "dot") return `<${token.text}>`;
  return byteLength(token.text) > 10 ? `${quote([...sliceBytes(token.text, 0, 40)].slice(0, 10).join(""))}...` : quote(token.text);
}
