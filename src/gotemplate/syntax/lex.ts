import { quote } from "../text/quote.ts";
import { DOLLAR, DOT, isDigit, isSign, isSpace, isWord, QUOTE, SPACE, terminators, trimEnd, unicodeName } from "./characters.ts";
import { isKeyword, type Token, type TokenKind } from "./token.ts";

export interface LexOptions {
  readonly leftDelim: string;
  readonly rightDelim: string;
  /** `break` is a keyword, and not a function of that name; `continue` likewise. */
  readonly breakIsKeyword: boolean;
  readonly continueIsKeyword: boolean;
}

/**
 * Most of what is inside actions, in one step: one space, a word, field or variable of ASCII up to what may end it, text in
 * quotes that holds no escape.
 */
const usual = / (?![ \t\r\n-])|(?:[.$]?[A-Za-z_][A-Za-z0-9_]*|\$)(?=[ \t\r\n.,|:()])|"[^"\\\n]*"/y;

/** Digits of a base and an exponent, each part of which may be missing. */
const numeral =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;

/**
 * Cuts a template into tokens, one at each {@link next}. Inside an action runs of spaces are tokens, because they separate
 * arguments. Trim markers (`{{- `, ` -}}`) are carried out here: the parser sees text already trimmed.
 */
export class Lexer {
  private readonly text: string;
  private readonly options: LexOptions;
  private at = 0;
  private start = 0;
  private line = 1;
  /** The end of the line `line`; -1 in the last one. */
  private lineEnd: number;
  private insideAction = false;
  private parens = 0;
  private failed = false;

  constructor(text: string, options: LexOptions) {
    this.text = text;
    this.options = options;
    this.lineEnd = text.indexOf("\n");
  }

  /** The next token; after an error token only the end or the same kind of error follows. */
  next(): Token {
    if (this.failed) return this.insideAction ? { ...this.error("unclosed action"), pos: 0 } : this.emit("eof");
    return this.insideAction ? this.action() : this.plain();
  }

  private emit(kind: TokenKind, text = this.text.slice(this.start, this.at)): Token {
    const token = { kind, pos: this.start, text, line: this.lineOf(this.start) };
    this.start = this.at;
    return token;
  }

  private error(message: string): Token {
    this.failed = true;
    return this.emit("error", message);
  }

  private lineOf(offset: number): number {
    for (; this.lineEnd >= 0 && this.lineEnd < offset; this.lineEnd = this.text.indexOf("\n", this.lineEnd + 1)) this.line++;
    return this.line;
  }

  private skipTo(offset: number): void {
    this.at = offset;
    this.start = offset;
  }

  private skipSpaces(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
    this.start = this.at;
  }

  /** Text up to the next action or the end. */
  private plain(): Token {
    const found = this.text.indexOf(this.options.leftDelim, this.at);
    if (found < 0) {
      this.at = this.text.length;
      return this.at > this.start ? this.emit("text") : this.emit("eof", "EOF");
    }
    if (found > this.at) {
      const from = this.start;
      this.at = this.hasLeftTrim(found) ? trimEnd(this.text, { from, end: found }) : found;
      if (this.at > from) {
        const token = this.emit("text");
        this.skipTo(found);
        return token;
      }
      this.skipTo(found);
    }
    return this.leftDelim();
  }

  private hasLeftTrim(delim: number): boolean {
    const behind = delim + this.options.leftDelim.length;
    return this.text[behind] === "-" && isSpace(this.text.charCodeAt(behind + 1));
  }

  private leftDelim(): Token {
    const behind = this.at + this.options.leftDelim.length + (this.hasLeftTrim(this.at) ? 2 : 0);
    if (this.text.startsWith("/*", behind)) {
      this.skipTo(behind);
      return this.comment();
    }
    this.at += this.options.leftDelim.length;
    const token = this.emit("leftDelim");
    this.insideAction = true;
    this.parens = 0;
    this.skipTo(behind);
    return token;
  }

  private comment(): Token {
    const close = this.text.indexOf("*/", this.at + 2);
    if (close < 0) return this.error("unclosed comment");
    this.at = close + 2;
    const delim = this.rightDelimAt(this.at);
    if (delim === undefined) return this.error("comment ends before closing delimiter");
    this.skipTo(delim.end);
    if (delim.trims) this.skipSpaces();
    return this.plain();
  }

  /** The right delimiter at an offset, possibly with its trim marker. */
  private rightDelimAt(offset: number): { readonly end: number; readonly trims: boolean } | undefined {
    const delim = this.options.rightDelim;
    if (isSpace(this.text.charCodeAt(offset)) && this.text[offset + 1] === "-" && this.text.startsWith(delim, offset + 2))
      return { end: offset + 2 + delim.length, trims: true };
    return this.text.startsWith(delim, offset) ? { end: offset + delim.length, trims: false } : undefined;
  }

  private action(): Token {
    const delim = this.rightDelimAt(this.at);
    if (delim !== undefined) return this.parens === 0 ? this.rightDelim(delim) : this.error("unclosed left paren");
    const code = this.code();
    if (code === -1) return this.error("unclosed action");
    usual.lastIndex = this.at;
    if (usual.test(this.text)) return this.usual(code);
    if (isSpace(code)) return this.spaces();
    if (code === DOT && this.at + 1 < this.text.length && !isDigit(this.text.charCodeAt(this.at + 1))) return this.fieldOrVariable("field");
    if (isDigit(code) || code === DOT || isSign(code)) return this.number();
    if (isWord(code)) return this.identifier();
    const char = String.fromCodePoint(code);
    this.at += char.length;
    return this.punctuation(char);
  }

  private usual(first: number): Token {
    this.at = usual.lastIndex;
    if (first === SPACE) return this.emit("space");
    if (first === DOT) return this.emit("field");
    if (first === DOLLAR) return this.emit("variable");
    return first === QUOTE ? this.emit("string") : this.word();
  }

  private punctuation(char: string): Token {
    switch (char) {
      case "=":
        return this.emit("assign");
      case "|":
        return this.emit("pipe");
      case ":":
        if (this.text[this.at] !== "=") return this.error("expected :=");
        this.at++;
        return this.emit("declare");
      case '"':
        return this.quoted("string", "unterminated quoted string");
      case "'":
        return this.quoted("charConstant", "unterminated character constant");
      case "`":
        return this.rawString();
      case "$":
        this.at--;
        return this.fieldOrVariable("variable");
      case "(":
        this.parens++;
        return this.emit("leftParen");
      case ")":
        return --this.parens < 0 ? this.error("unexpected right paren") : this.emit("rightParen");
    }
    const code = char.codePointAt(0)!;
    return code < 0x7f && code >= 0x20 ? this.emit("char") : this.error(`unrecognized character in action: ${unicodeName(code)}`);
  }

  private rightDelim(delim: { end: number; trims: boolean }): Token {
    this.skipTo(delim.end - this.options.rightDelim.length);
    this.at = delim.end;
    const token = this.emit("rightDelim");
    if (delim.trims) this.skipSpaces();
    this.insideAction = false;
    return token;
  }

  private spaces(): Token {
    let end = this.at;
    while (isSpace(this.text.charCodeAt(end))) end++;
    const delim = this.rightDelimAt(end - 1);
    if (delim?.trims === true) {
      if (end - 1 === this.at) return this.rightDelim(delim);
      end--;
    }
    this.at = end;
    return this.emit("space");
  }

  /** The character at the cursor; -1 at the end. */
  private code(): number {
    return this.text.codePointAt(this.at) ?? -1;
  }

  private skipWord(): void {
    for (let code = this.code(); isWord(code); code = this.code()) this.at += code > 0xffff ? 2 : 1;
  }

  /** What may follow a word: anything else is a mistake such as `$x+2`. */
  private atTerminator(): boolean {
    const code = this.code();
    return code === -1 || isSpace(code) || terminators.has(code) || this.text.startsWith(this.options.rightDelim, this.at);
  }

  private identifier(): Token {
    this.skipWord();
    return this.atTerminator() ? this.word() : this.error(`bad character ${unicodeName(this.code())}`);
  }

  private word(): Token {
    const name = this.text.slice(this.start, this.at);
    const isFunction = (name === "break" && !this.options.breakIsKeyword) || (name === "continue" && !this.options.continueIsKeyword);
    if (isKeyword(name) && !isFunction) return this.emit(name);
    return this.emit(name === "true" || name === "false" ? "bool" : "identifier");
  }

  /** `.Name` or `$name`; the dot or dollar alone where nothing follows. */
  private fieldOrVariable(kind: "field" | "variable"): Token {
    this.at++;
    if (this.atTerminator()) return this.emit(kind === "variable" ? "variable" : "dot");
    this.skipWord();
    return this.atTerminator() ? this.emit(kind) : this.error(`bad character ${unicodeName(this.code())}`);
  }

  private quoted(kind: "string" | "charConstant", unterminated: string): Token {
    const mark = this.text[this.at - 1];
    for (;;) {
      let char = this.text[this.at];
      if (char === "\\") char = this.text[++this.at] === mark || this.text[this.at] === "\\" ? "" : this.text[this.at];
      if (char === undefined || char === "\n") return this.error(unterminated);
      this.at++;
      if (char === mark) return this.emit(kind);
    }
  }

  private rawString(): Token {
    const close = this.text.indexOf("`", this.at);
    if (close < 0) return this.error("unterminated raw quoted string");
    this.at = close + 1;
    return this.emit("rawString");
  }

  private number(): Token {
    if (!this.scanNumber()) return this.error(`bad number syntax: ${quote(this.text.slice(this.start, this.at))}`);
    const sign = this.text[this.at];
    if (sign !== "+" && sign !== "-") return this.emit("number");
    if (!this.scanNumber() || this.text[this.at - 1] !== "i")
      return this.error(`bad number syntax: ${quote(this.text.slice(this.start, this.at))}`);
    return this.emit("complex");
  }

  /** Takes what looks like a number; whether it is one, the parser finds out. */
  private scanNumber(): boolean {
    numeral.lastIndex = this.at;
    numeral.test(this.text);
    this.at = numeral.lastIndex;
    const code = this.code();
    if (!isWord(code)) return true;
    this.at += code > 0xffff ? 2 : 1;
    return false;
  }
}
