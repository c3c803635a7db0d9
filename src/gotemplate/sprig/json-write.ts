import { formatFloat } from "../number/format-float.ts";
import { boolOf, entriesOf, entry, floatOf, integerOf, itemsOf, sortedKeys, textOf } from "../value/inspect.ts";
import { type CallContext, FuncError, type GoValue, Host, Nil, Pointer, typeOf } from "../value/value.ts";
import { encodeBase64 } from "./base-encoding.ts";

export interface JsonStyle {
  /** Spaces for each level; "" writes all on one line. */
  readonly indent: string;
  /** Escapes `<`, `>` and `&`, as Go does by default. */
  readonly escapeHtml: boolean;
}

/** Go's encoding/json: keys in order, floats in JavaScript's form. Throws FuncError for what JSON cannot hold. */
export function writeJson(value: GoValue, style: JsonStyle, context: CallContext): string {
  return new Writer(style, context).write(value);
}

class Writer {
  private readonly style: JsonStyle;
  private readonly context: CallContext;
  private size = 0;
  private depth = 0;

  constructor(style: JsonStyle, context: CallContext) {
    this.style = style;
    this.context = context;
  }

  write(value: GoValue): string {
    this.context.budget.nest(this.depth);
    this.context.budget.spend(1);
    if (typeof value === "string") return this.count(this.string(value));
    if (value === null || value === undefined || value instanceof Nil) return this.count("null");
    if (value instanceof Pointer) return this.write(value.target);
    if (value instanceof Host) return this.host(value);
    const text = textOf(value);
    if (text !== undefined) return this.count(this.string(text));
    const scalar = boolOf(value) ?? integerOf(value);
    if (scalar !== undefined) return this.count(String(scalar));
    const float = floatOf(value);
    if (float !== undefined) return this.count(floatText(float, typeOf(value)!.kind === "float32" ? 32 : 64));
    const items = itemsOf(value);
    if (items !== undefined) {
      if (typeOf(value)!.elem?.kind === "uint8")
        return this.string(encodeBase64(Uint8Array.from(items, (item) => Number(integerOf(item)))));
      return this.wrap("[]", () => items.map((item) => this.write(item)));
    }
    const entries = entriesOf(value);
    if (entries === undefined) throw new FuncError(`json: unsupported type: ${typeOf(value)!.name}`);
    return this.wrap("{}", () => sortedKeys(entries).map((key) => this.member(key, entry(entries, key))));
  }

  private member(key: string, value: GoValue): string {
    return this.count(this.string(key)) + (this.style.indent === "" ? ":" : ": ") + this.write(value);
  }

  private host({ object }: Host): string {
    if (object.isNil === true) return "null";
    if (object.json !== undefined) return this.write(object.json());
    const fields = object.fields?.() ?? [];
    return this.wrap("{}", () => fields.map((name) => this.member(name, object.get(name))));
  }

  /** The content of brackets, one level down. */
  private wrap(brackets: "[]" | "{}", inside: () => readonly string[]): string {
    this.depth++;
    const parts = inside();
    this.depth--;
    const { indent } = this.style;
    if (parts.length === 0 || indent === "") return `${brackets[0]}${parts.join(",")}${brackets[1]}`;
    const line = `\n${indent.repeat(this.depth)}`;
    this.size += (line.length + indent.length) * parts.length;
    return `${brackets[0]}${line}${indent}${parts.join(`,${line}${indent}`)}${line}${brackets[1]}`;
  }

  private count(text: string): string {
    this.size += text.length;
    this.context.budget.fit(this.size);
    return text;
  }

  private string(text: string): string {
    if (plain.test(text)) return `"${text}"`;
    const escaped = text.replace(/["\\\p{Cc}\u2028\u2029]|[\ud800-\udfff]/gu, shortEscape);
    return `"${this.style.escapeHtml ? escaped.replace(/[<>&]/g, hexEscape) : escaped}"`;
  }
}

/** Printable ASCII that JSON takes as it is, also in HTML. */
const plain = /^[ !#-%'-;=?-[\]-~]*$/;

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function shortEscape(char: string): string {
  if (char >= "\x7f" && char <= "\x9f") return char;
  return short[char] ?? (char >= "\ud800" && char <= "\udfff" ? "\\ufffd" : hexEscape(char));
}

function hexEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function floatText(value: number, bits: 32 | 64): string {
  if (!Number.isFinite(value)) throw new FuncError(`json: unsupported value: ${formatFloat(value, { verb: "g", precision: -1, bits })}`);
  const magnitude = Math.abs(value);
  if (bits === 64 && magnitude > 0) return String(value);
  if (magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e21)) return formatFloat(value, { verb: "f", precision: -1, bits });
  return formatFloat(value, { verb: "e", precision: -1, bits }).replace("e-0", "e-");
}
