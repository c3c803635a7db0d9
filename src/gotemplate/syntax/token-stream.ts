import { byteLength, sliceBytes } from "../text/bytes.ts";
import { quote } from "../text/quote.ts";
import type { Lexer } from "./lex.ts";
import { isKeyword, type Token } from "./token.ts";

/** The tokens of a template with three of look-ahead, which `$x foo` needs: is `$x` declared, or an argument? */
export class TokenStream {
  private readonly lexer: Lexer;
  /** Tokens given back, the next one last; the last one read from the lexer stays at the front. */
  private readonly buffer: Token[] = [];
  private peeked = 0;

  constructor(lexer: Lexer) {
    this.lexer = lexer;
  }

  next(): Token {
    if (this.peeked > 0) this.peeked--;
    else this.buffer[0] = this.lexer.next();
    return this.buffer[this.peeked]!;
  }

  backup(): void {
    this.peeked++;
  }

  /** Gives back the token before the last one read, too. */
  backup2(before: Token): void {
    this.buffer[1] = before;
    this.peeked = 2;
  }

  backup3(first: Token, second: Token): void {
    this.buffer[1] = second;
    this.buffer[2] = first;
    this.peeked = 3;
  }

  peek(): Token {
    if (this.peeked > 0) return this.buffer[this.peeked - 1]!;
    this.peeked = 1;
    this.buffer[0] = this.lexer.next();
    return this.buffer[0];
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
    return this.buffer[0];
  }
}

/** How an error message names a token. */
export function describeToken(token: Token): string {
  if (token.kind === "eof") return "EOF";
  if (token.kind === "error") return token.text;
  if (isKeyword(token.kind) || token.kind === "dot") return `<${token.text}>`;
  return byteLength(token.text) > 10 ? `${quote([...sliceBytes(token.text, 0, 40)].slice(0, 10).join(""))}...` : quote(token.text);
}
