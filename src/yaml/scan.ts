import { blockScalar } from "./block-scalar.ts";
import { CHAR } from "./characters.ts";
import { Cursor, TAB_FAULT, TextFault } from "./cursor.ts";
import { isNear, type MaybeKey, noColon } from "./maybe-key.ts";
import { scanAnchor, scanTag } from "./scan-props.ts";
import { plainScalar, quotedScalar } from "./scan-scalars.ts";
import type { SourceFault } from "./source-node.ts";
import type { Token, TokenType } from "./token.ts";

/**
 * The tokens of a text, as Kubernetes' readers find them: which characters begin what, at which columns, and where a colon makes
 * a key of what is before it.
 *
 * Source: go.yaml.in/yaml scannerc.go
 */
export class Scanner {
  private readonly cursor: Cursor;
  private queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private flow = 0;
  private isKeyAllowed = true;
  /** Where the scalar begins that is right before, if one does. */
  private lastScalar: number | undefined;
  /** Whether the text is a flow collection. */
  private isJson = false;
  /** For each level of flow, and for the block around. */
  private readonly keys: (MaybeKey | undefined)[] = [undefined];
  private readonly byNumber = new Map<number, number>();

  constructor(text: string, range: { readonly start: number; readonly end: number }) {
    this.cursor = new Cursor(text, range);
    if (text.charCodeAt(range.start) === 0xfeff) {
      this.cursor.at++;
      this.cursor.lineStart++;
    }
  }

  peek(): Token {
    while (this.head === this.queue.length || this.mayGetKey()) this.fetch();
    return this.queue[this.head] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.head++;
    this.taken++;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    return token;
  }

  /** Whether a colon further on may put a key before the next token. */
  private mayGetKey(): boolean {
    const level = this.byNumber.get(this.taken);
    return level !== undefined && this.isStillKey(level);
  }

  private isStillKey(level: number): boolean {
    const key = this.keys[level];
    if (!key) return false;
    const { cursor } = this;
    if (key.lineStart === cursor.lineStart && isNear(cursor, key.start)) return true;
    if (key.isRequired) throw noColon(key);
    this.keys[level] = undefined;
    this.byNumber.delete(key.number);
    return false;
  }

  private add(type: TokenType, width: number, text = ""): void {
    const { at, column } = this.cursor;
    this.cursor.at += width;
    this.lastScalar = undefined;
    this.queue.push({ type, start: at, end: at + width, column, text });
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    this.unroll(cursor.column);
    const char = cursor.char();
    if (char === CHAR.END) this.streamEnd();
    else if (cursor.at === cursor.lineStart && char === CHAR.PERCENT)
      throw new TextFault({ offset: cursor.at, message: DIRECTIVE, fix: "remove the line" });
    else if (cursor.isMarker()) this.marker(char);
    else this.token(char);
  }

  private token(char: number): void {
    const { cursor, flow } = this;
    const endsToken = cursor.endsToken(1);
    if (char === CHAR.BRACKET) this.flowStart("flow-list");
    else if (char === CHAR.BRACE) this.flowStart("flow-map");
    else if (char === CHAR.CLOSE_BRACKET) this.flowEnd("flow-list-end");
    else if (char === CHAR.CLOSE_BRACE) this.flowEnd("flow-map-end");
    else if (char === CHAR.COMMA) this.comma();
    else if (char === CHAR.DASH && endsToken) this.dash();
    else if (char === CHAR.QUESTION && (flow > 0 || endsToken)) this.explicitKey();
    else if (char === CHAR.COLON && (flow > 0 || endsToken)) this.value();
    else if (char === CHAR.STAR) this.property(() => scanAnchor(cursor, "alias"));
    else if (char === CHAR.AMPERSAND) this.property(() => scanAnchor(cursor, "anchor"));
    else if (char === CHAR.EXCLAMATION) this.property(() => scanTag(cursor));
    else if ((char === CHAR.PIPE || char === CHAR.GREATER) && flow === 0) this.block();
    else if (char === CHAR.SINGLE || char === CHAR.DOUBLE) this.property(() => quotedScalar(cursor, this.isJson));
    else if (char === CHAR.TAB) throw new TextFault({ offset: cursor.at, ...TAB_FAULT });
    else if (!NO_START.has(char)) this.property(() => this.plain());
    else throw new TextFault({ offset: cursor.at, message: `an unquoted value begins with ${String.fromCharCode(char)}`, fix: QUOTE });
  }

  private plain(): Token {
    const { token, endsLine } = plainScalar(this.cursor, { indent: this.indent + 1, isFlow: this.flow > 0 });
    if (endsLine) this.isKeyAllowed = true;
    return token;
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      while (cursor.char() === CHAR.SPACE || ((this.flow > 0 || !this.isKeyAllowed) && cursor.char() === CHAR.TAB)) cursor.at++;
      cursor.skipComment();
      if (!cursor.isBreak()) return;
      cursor.takeLine();
      if (this.flow === 0) this.isKeyAllowed = true;
    }
  }

  private saveKey(): void {
    if (!this.isKeyAllowed) return;
    const { at: start, column, lineStart } = this.cursor;
    const number = this.taken + this.queue.length - this.head;
    this.removeKey();
    const level = this.keys.length - 1;
    this.keys[level] = { number, start, column, lineStart, isRequired: this.flow === 0 && this.indent === column };
    this.byNumber.set(number, level);
  }

  private removeKey(): void {
    const level = this.keys.length - 1;
    const key = this.keys[level];
    if (!key) return;
    if (key.isRequired) throw noColon(key);
    this.keys[level] = undefined;
    this.byNumber.delete(key.number);
  }

  /** A property or scalar that may be a key, scanned from here. */
  private property(scan: () => Token): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const token = scan();
    this.lastScalar = token.type === "scalar" ? token.start : undefined;
    this.queue.push(token);
  }

  /** Begins a collection that is deeper than the one around it; `number` is that of its first token. */
  private roll(type: "block-list" | "block-map", { column, start, number }: { column: number; start: number; number?: number }): void {
    if (this.flow > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token: Token = { type, start, end: start, column, text: "" };
    if (number === undefined) this.queue.push(token);
    else this.queue.splice(number - this.taken + this.head, 0, token);
  }

  private unroll(column: number): void {
    if (this.flow > 0) return;
    while (this.indent > column) {
      this.add("block-end", 0);
      this.indent = this.indents.pop() as number;
    }
  }

  private streamEnd(): void {
    this.unroll(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.add("stream-end", 0);
    // What is still open on the last line cannot become a key any more.
    this.cursor.lineStart = this.cursor.end + 1;
  }

  private marker(char: number): void {
    this.unroll(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.add(char === CHAR.DASH ? "document-start" : "document-end", 3);
  }

  private flowStart(type: "flow-list" | "flow-map"): void {
    this.isJson ||= this.taken === 0 && this.queue.length === 0;
    this.saveKey();
    this.keys.push(undefined);
    this.flow++;
    this.isKeyAllowed = true;
    this.add(type, 1);
  }

  private flowEnd(type: "flow-list-end" | "flow-map-end"): void {
    this.removeKey();
    if (this.flow > 0) {
      this.flow--;
      this.keys.pop();
    }
    this.isKeyAllowed = false;
    this.add(type, 1);
  }

  private comma(): void {
    this.removeKey();
    this.isKeyAllowed = true;
    this.add("comma", 1);
  }

  private dash(): void {
    const { at: start, column } = this.cursor;
    if (this.flow === 0) {
      if (!this.isKeyAllowed)
        throw new TextFault(
          { offset: start, message: "a list's item begins after other text", fix: "begin it on a line of its own" },
          true,
        );
      this.roll("block-list", { column, start });
    }
    this.removeKey();
    this.isKeyAllowed = true;
    this.add("dash", 1);
  }

  private explicitKey(): void {
    this.blockKey({ message: "a key begins after other text", fix: "begin it on a line of its own" });
    this.removeKey();
    this.isKeyAllowed = this.flow === 0;
    this.add("key", 1);
  }

  private blockKey(fault: Pick<SourceFault, "message" | "fix">): void {
    const { at: start, column } = this.cursor;
    if (this.flow > 0) return;
    if (!this.isKeyAllowed) throw new TextFault({ ...fault, offset: this.lastScalar ?? start }, true);
    this.roll("block-map", { column, start });
  }

  private value(): void {
    const level = this.keys.length - 1;
    const key = this.keys[level];
    if (key && this.isStillKey(level)) {
      const { number, start, column } = key;
      this.queue.splice(number - this.taken + this.head, 0, { type: "key", start, end: start, column, text: "" });
      this.roll("block-map", { column, start, number });
      this.keys[level] = undefined;
      this.byNumber.delete(number);
      this.isKeyAllowed = false;
    } else {
      this.blockKey({ message: 'an unquoted value contains ": "', fix: QUOTE });
      this.isKeyAllowed = this.flow === 0;
    }
    this.add("value", 1);
  }

  private block(): void {
    this.removeKey();
    this.isKeyAllowed = true;
    const { cursor } = this;
    const { at: start, column } = cursor;
    const { value, end, next } = blockScalar(cursor.text, start, { column: this.indent, end: cursor.end });
    this.queue.push({ type: "scalar", start, end, column, text: value, style: cursor.char() === CHAR.PIPE ? "literal" : "folded" });
    cursor.at = next;
    cursor.lineStart = next;
  }
}

const QUOTE = "put the value in quotes";
const DIRECTIVE = "the line is a directive (%), which Kubernetes' readers refuse";

/** Characters that begin neither a plain scalar nor anything else there. */
const NO_START: ReadonlySet<number> = new Set([..."|>%@`"].map((char) => char.charCodeAt(0)));
