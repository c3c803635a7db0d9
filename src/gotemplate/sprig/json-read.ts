import { parseFloat64 } from "../number/parse-number.ts";
import { encode } from "../text/bytes.ts";
import { quote } from "../text/quote.ts";
import { FuncError, type GoValue, newMap } from "../value/value.ts";

const space = /[ \t\r\n]/;
/** Differs: Go goes down to 10000. */
const maxDepth = 1000;

/** Go's encoding/json into `interface {}`: numbers are float64, the last of equal keys wins. Throws FuncError with Go's text. */
export function readJson(text: string): GoValue {
  return new Reader(text).document();
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): GoValue {
    const value = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) this.invalid("after top-level value");
    return value;
  }

  private value(depth: number): GoValue {
    if (depth > maxDepth) throw new FuncError("exceeded max depth");
    this.skipSpace();
    const char = this.text[this.at];
    if (char === "{") return this.object(depth);
    if (char === "[") return this.array(depth);
    if (char === '"') return this.string();
    if (char === "t") return this.word("true", true);
    if (char === "f") return this.word("false", false);
    if (char === "n") return this.word("null", null);
    if (char !== undefined && /[-0-9]/.test(char)) return this.number();
    return this.invalid("looking for beginning of value");
  }

  private object(depth: number): GoValue {
    const map = newMap();
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === "}") return this.close(map);
    for (;;) {
      this.skipSpace();
      if (this.text[this.at] !== '"') this.invalid("looking for beginning of object key string");
      const key = this.string();
      this.skipSpace();
      if (this.text[this.at] !== ":") this.invalid("after object key");
      this.at++;
      map[key] = this.value(depth + 1);
      this.skipSpace();
      if (this.text[this.at] === "}") return this.close(map);
      if (this.text[this.at] !== ",") this.invalid("after object key:value pair");
      this.at++;
    }
  }

  private array(depth: number): GoValue {
    const items: GoValue[] = [];
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === "]") return this.close(items);
    for (;;) {
      items.push(this.value(depth + 1));
      this.skipSpace();
      if (this.text[this.at] === "]") return this.close(items);
      if (this.text[this.at] !== ",") this.invalid("after array element");
      this.at++;
    }
  }

  private close<T>(value: T): T {
    this.at++;
    return value;
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char < " ") this.invalid("in string literal");
      this.at++;
      if (char === '"') break;
      if (char === "\\") this.escape();
    }
    const text = JSON.parse(this.text.slice(start, this.at)) as string;
    return text.replace(/[\ud800-\udfff]/gu, "\ufffd");
  }

  private escape(): void {
    const char = this.text[this.at];
    if (char === undefined || !'bfnrt\\/"u'.includes(char)) this.invalid("in string escape code");
    this.at++;
    if (char !== "u") return;
    for (let i = 0; i < 4; i++, this.at++) {
      if (!/[0-9a-fA-F]/.test(this.text[this.at] ?? "")) this.invalid("in \\u hexadecimal character escape");
    }
  }

  private word<T>(word: string, value: T): T {
    for (let i = 0; i < word.length; i++, this.at++) {
      if (this.text[this.at] !== word[i]) this.invalid(`in literal ${word} (expecting '${word[i]}')`);
    }
    return value;
  }

  private number(): number {
    const start = this.at;
    if (this.text[this.at] === "-") this.at++;
    if (this.text[this.at] === "0") this.at++;
    else this.digits("in numeric literal");
    if (this.text[this.at] === ".") {
      this.at++;
      this.digits("after decimal point in numeric literal");
    }
    if (/[eE]/.test(this.text[this.at] ?? "")) {
      this.at++;
      if (/[+-]/.test(this.text[this.at] ?? "")) this.at++;
      this.digits("in exponent of numeric literal");
    }
    const literal = this.text.slice(start, this.at);
    const parsed = parseFloat64(literal);
    if (parsed.problem !== undefined) throw new FuncError(`json: cannot unmarshal number ${literal} into Go value of type float64`);
    return parsed.value;
  }

  private digits(context: string): void {
    if (!/[0-9]/.test(this.text[this.at] ?? "")) this.invalid(context);
    while (/[0-9]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private skipSpace(): void {
    while (space.test(this.text[this.at] ?? "")) this.at++;
  }

  private invalid(context: string): never {
    const char = this.text[this.at];
    if (char === undefined && !/literal (true|false|null)|numeric|escape/.test(context))
      throw new FuncError("unexpected end of JSON input");
    // Go looks at bytes, and tries a space at the end.
    const byte = char === undefined ? " " : String.fromCharCode(encode(char)[0]!);
    const shown = byte === "'" ? "'\\''" : byte === '"' ? "'\"'" : `'${quote(byte).slice(1, -1)}'`;
    throw new FuncError(`invalid character ${shown} ${context}`);
  }
}
