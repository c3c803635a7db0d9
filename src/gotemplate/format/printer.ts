import { decode } from "../text/bytes.ts";
import { boolOf, entriesOf, floatOf, integerOf, isNilValue, itemsOf, keyValue, sortedKeys, textOf } from "../value/inspect.ts";
import { isUintKind, type Type, types } from "../value/type.ts";
import { type CallContext, Complex, FuncValue, type GoValue, Host, Nil, Pointer, Scalar, typeOf } from "../value/value.ts";
import { type Flags, noFlags, pad } from "./flags.ts";
import { formatFloatVerb, isFloatVerb } from "./float.ts";
import { formatInteger } from "./integer.ts";
import { formatString } from "./string.ts";

/** The address that stands for every pointer: Go prints the real one, which no two runs share. */
const address = 0xc000000000n;

/** Values as text by verb and flags: the one formatter for print, printf and `%v`. Source: go fmt/print.go */
export class Printer {
  flags: Flags = { ...noFlags };
  private readonly context: Pick<CallContext, "budget">;
  private verb = "v";
  private length = 0;
  private erroring = false;

  constructor(context: Pick<CallContext, "budget">) {
    this.context = context;
  }

  /** One operand. */
  arg(value: GoValue, verb: string): string {
    this.verb = verb;
    if (value === undefined || value === null) return verb === "T" || verb === "v" ? pad("<nil>", this.flags) : this.badVerb(value);
    if (verb === "T") return formatString(typeOf(value)!.name, "s", this.flags)!;
    return verb === "p" ? this.pointer(value) : this.value(value, 0);
  }

  /** Counts a piece of text towards the size that may be made. */
  private count(text: string): string {
    this.length += text.length;
    this.context.budget.fit(this.length);
    return text;
  }

  /** A value within a value at `depth`, where pointers are not followed. */
  private value(value: GoValue, depth: number): string {
    this.context.budget.spend(1);
    this.context.budget.nest(depth);
    if (value === undefined || value === null) {
      if (depth === 0 && this.verb !== "v") return this.badVerb(value);
      return this.flags.sharpV ? `${types.any.name}(nil)` : "<nil>";
    }
    const text = this.basic(value);
    if (text !== undefined) return this.count(text);
    return isBasic(value) || this.verb === "w" ? this.badVerb(value) : this.composite(value, depth);
  }

  /** Anything that is written without looking inside; undefined if it is not, or not with this verb. */
  private basic(value: GoValue): string | undefined {
    const own = value instanceof Scalar && this.usesText() ? value.text : undefined;
    const text = own ?? textOf(value);
    if (text !== undefined) return formatString(text, this.verb, this.flags);
    const bool = boolOf(value);
    if (bool !== undefined) return this.verb === "t" || this.verb === "v" ? pad(String(bool), this.flags) : undefined;
    const float = floatOf(value);
    if (float !== undefined)
      return formatFloatVerb(float, { verb: this.verb, flags: this.flags, bits: typeOf(value)!.kind === "float32" ? 32 : 64 });
    const integer = integerOf(value);
    if (integer !== undefined) return this.integer(integer, typeOf(value)!);
    return value instanceof Complex ? this.complex(value) : undefined;
  }

  /** A value's own `String()` stands for it with this verb. */
  private usesText(): boolean {
    return !this.flags.sharpV && !this.erroring && /^[vsxXq]$/.test(this.verb);
  }

  private integer(value: bigint, type: Type): string | undefined {
    if (this.verb === "v" && this.flags.sharpV && isUintKind(type.kind)) return formatInteger(value, "x", { ...this.flags, sharp: true });
    return formatInteger(value, this.verb, this.flags);
  }

  private complex(value: Complex): string | undefined {
    if (!isFloatVerb(this.verb)) return undefined;
    const re = formatFloatVerb(value.re, { verb: this.verb, flags: this.flags, bits: 64 });
    const im = formatFloatVerb(value.im, { verb: this.verb, flags: { ...this.flags, plus: true }, bits: 64 });
    return `(${re}${im}i)`;
  }

  private composite(value: GoValue, depth: number): string {
    if (value instanceof Host) return this.host(value, depth);
    if (value instanceof Pointer) {
      const isComposite = itemsOf(value.target) !== undefined || entriesOf(value.target) !== undefined;
      return depth > 0 || !isComposite ? this.pointer(value) : `&${this.value(value.target, depth + 1)}`;
    }
    if (value instanceof FuncValue) return this.pointer(value);
    if (value instanceof Nil) return this.nil(value);
    const items = itemsOf(value);
    if (items === undefined) return this.map(value, depth);
    if (typeOf(value)!.elem?.kind === "uint8" && /[sqxX]/.test(this.verb)) {
      const bytes = Uint8Array.from(items, (item) => Number(integerOf(item) ?? 0n));
      return formatString(decode(bytes), this.verb, this.flags)!;
    }
    const parts = items.map((item) => this.value(item, depth + 1));
    return this.flags.sharpV ? `${typeOf(value)!.name}{${parts.join(", ")}}` : `[${parts.join(" ")}]`;
  }

  private map(value: GoValue, depth: number): string {
    const entries = entriesOf(value)!;
    const { key, name } = typeOf(value)!;
    const parts = sortedKeys(entries, key).map(
      (label) => `${this.value(keyValue(label, key), depth + 1)}:${this.value(entries[label], depth + 1)}`,
    );
    return this.flags.sharpV ? `${name}{${parts.join(", ")}}` : `map[${parts.join(" ")}]`;
  }

  private host(value: Host, depth: number): string {
    const { object } = value;
    if (object.text !== undefined && this.usesText())
      return formatString(object.isNil === true ? "<nil>" : object.text(), this.verb, this.flags)!;
    if (object.isNil === true) return this.pointer(value);
    if (object.type.kind !== "ptr") return this.fields(value, depth);
    return depth > 0 ? pad(`0x${address.toString(16)}`, this.flags) : `&${this.fields(value, depth)}`;
  }

  /** A struct's fields; a pointer to a struct is printed through this where Go has followed it already. */
  fields({ object }: Host, depth: number): string {
    const { sharpV, plusV } = this.flags;
    const parts = (object.fields?.() ?? []).map((name) => (sharpV || plusV ? `${name}:` : "") + this.value(object.get(name), depth + 1));
    return sharpV ? `${object.type.name.replace(/^\*/, "")}{${parts.join(", ")}}` : `{${parts.join(" ")}}`;
  }

  private nil(value: Nil): string {
    const { kind, name } = value.type;
    if (kind === "ptr" || kind === "func") return this.pointer(value);
    if (this.flags.sharpV) return `${name}(nil)`;
    return kind === "map" ? "map[]" : "[]";
  }

  private pointer(value: GoValue): string {
    const { kind, name } = typeOf(value)!;
    const isNil = isNilValue(value);
    if (!/^(ptr|func|map|slice)$/.test(kind) || !/^[vpbodxX]$/.test(this.verb)) return this.badVerb(value);
    if (this.verb === "v" && this.flags.sharpV) return `(${name})(${isNil ? "nil" : `0x${address.toString(16)}`})`;
    if (this.verb === "v" && isNil) return pad("<nil>", this.flags);
    const isAddress = this.verb === "v" || this.verb === "p";
    const flags = isAddress ? { ...this.flags, sharp: !this.flags.sharp } : this.flags;
    return formatInteger(isNil ? 0n : address, isAddress ? "x" : this.verb, flags)!;
  }

  /** `%!d(string=x)`: the verb is not one for this value. */
  private badVerb(value: GoValue): string {
    const { verb } = this;
    if (value === undefined || value === null) return `%!${verb}(<nil>)`;
    this.erroring = true;
    this.verb = "v";
    const shown = this.value(value, 0);
    this.verb = verb;
    this.erroring = false;
    return `%!${verb}(${typeOf(value)!.name}=${shown})`;
  }
}

function isBasic(value: GoValue): boolean {
  const { kind } = typeOf(value)!;
  return value instanceof Complex || !/^(array|slice|map|struct|ptr|func)$/.test(kind);
}
