import { CHAR } from "./characters.ts";
import type { SourceFault } from "./source-node.ts";

/** Thrown if a text is not YAML for Kubernetes' readers. */
export class TextFault extends Error {
  readonly fault: SourceFault;
  /** A line's indentation may be what is wrong. */
  readonly isOfStructure: boolean;

  constructor(fault: SourceFault, isOfStructure = false) {
    super(fault.message);
    this.fault = fault;
    this.isOfStructure = isOfStructure;
  }
}

export const TAB_FAULT = { message: "a tab is in the indentation, where YAML takes only spaces", fix: "replace the tab with spaces" };

/** A place in a text that is read character by character, up to `end`. */
export class Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
  lineStart: number;

  constructor(text: string, { start, end }: { readonly start: number; readonly end: number }) {
    this.text = text;
    this.end = end;
    this.at = start;
    this.lineStart = start;
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character so far ahead; -1 at the end. */
  char(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.end ? this.text.charCodeAt(at) : CHAR.END;
  }

  isBlank(ahead = 0): boolean {
    const char = this.char(ahead);
    return char === CHAR.SPACE || char === CHAR.TAB;
  }

  isBreak(ahead = 0): boolean {
    return isBreak(this.char(ahead));
  }

  /** A blank, a line break, or the end. */
  endsToken(ahead = 0): boolean {
    const char = this.char(ahead);
    return char === CHAR.SPACE || char === CHAR.TAB || char === CHAR.END || isBreak(char);
  }

  /** `---` or `...` at the beginning of a line. */
  isMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    const char = this.char();
    return (char === CHAR.DASH || char === CHAR.DOT) && this.char(1) === char && this.char(2) === char && this.endsToken(3);
  }

  /** Moves past a line break, and returns its meaning in a text. */
  takeBreak(): string {
    const char = this.char();
    this.at += char === CHAR.CR && this.char(1) === CHAR.LF ? 2 : 1;
    this.lineStart = this.at;
    return char === CHAR.LINE_SEPARATOR || char === CHAR.PARAGRAPH_SEPARATOR ? String.fromCharCode(char) : "\n";
  }

  /** Moves past a line break that every reader knows. */
  takeLine(): void {
    const char = this.char();
    if (char !== CHAR.LF && !(char === CHAR.CR && this.char(1) === CHAR.LF)) throw strayBreak(this.at, char);
    this.takeBreak();
  }

  skipBlanks(): void {
    while (this.isBlank()) this.at++;
  }

  skipComment(): void {
    if (this.char() === CHAR.HASH) while (this.char() !== CHAR.END && !this.isBreak()) this.at++;
  }
}

/** Source: go.yaml.in/yaml yamlprivateh.go is_break */
export function isBreak(char: number): boolean {
  return (
    char === CHAR.LF || char === CHAR.CR || char === CHAR.NEXT_LINE || char === CHAR.LINE_SEPARATOR || char === CHAR.PARAGRAPH_SEPARATOR
  );
}

/** Kubernetes' readers begin a new line there; hardly anything else does. */
export function strayBreak(offset: number, char: number): TextFault {
  const name = `U+${char.toString(16).toUpperCase().padStart(4, "0")}`;
  return new TextFault({
    offset,
    message: `the character ${name} is a line break for Kubernetes' readers`,
    fix: "write it as an escape in double quotes",
  });
}
