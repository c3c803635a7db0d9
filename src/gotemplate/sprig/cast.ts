import { formatValue } from "../format/print.ts";
import { parseFloat64, parseInt64 } from "../number/parse-number.ts";
import { decode } from "../text/bytes.ts";
import { entriesOf, indirect, integerOf, itemsOf } from "../value/inspect.ts";
import { type CallContext, type GoValue, Host, Nil, Pointer, Scalar, TypedList, typeOf } from "../value/value.ts";

const minInt64 = -(2n ** 63n);
const numeric = /^(u?int(8|16|32|64)?|float32|time\.(Month|Weekday))$/;

/** Any value as an int64; what is not a number is 0. Source: spf13/cast ToInt64 */
export function toInt64(value: GoValue): bigint {
  const plain = plainOf(value);
  switch (typeof plain) {
    case "bigint":
      return BigInt.asIntN(64, plain);
    case "number":
      return floatToInt64(plain);
    case "boolean":
      return plain ? 1n : 0n;
    case "string": {
      const parsed = parseInt64(trimZeroDecimal(plain), 0);
      return parsed.problem === undefined ? parsed.value : 0n;
    }
  }
  return 0n;
}

/** Any value as a float64; what is not a number is 0. Source: spf13/cast ToFloat64 */
export function toFloat64(value: GoValue): number {
  const plain = plainOf(value);
  switch (typeof plain) {
    case "bigint":
    case "boolean":
      return Number(plain);
    case "number":
      return plain;
    case "string": {
      const parsed = parseFloat64(plain);
      return parsed.problem === undefined ? parsed.value : 0;
    }
  }
  return 0;
}

/** Go's conversion on amd64: what does not fit is the least integer. */
function floatToInt64(value: number): bigint {
  if (!Number.isFinite(value)) return minInt64;
  const whole = BigInt(Math.trunc(value));
  return BigInt.asIntN(64, whole) === whole ? whole : minInt64;
}

/** The value of a basic type, pointers followed; declared types but a few are not looked into, as in cast. */
function plainOf(value: GoValue): bigint | number | boolean | string | undefined {
  const found = value instanceof Pointer ? indirect(value).value : value;
  if (found instanceof Scalar) return numeric.test(found.type.name) ? (found.value as bigint | number) : undefined;
  return typeof found === "object" ? undefined : found;
}

/** `1.00` is an integer, `1.01` is not. */
function trimZeroDecimal(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "0") end--;
  return end < text.length && text[end - 1] === "." ? text.slice(0, end - 1) : text;
}

/** sprig's `toString`: a text as it is, anything else as `%v` writes it. */
export function toText(value: GoValue, context: CallContext): string {
  if (typeof value === "string") return value;
  if (value instanceof Scalar && value.text !== undefined) return value.text;
  if (value instanceof Host && value.object.text !== undefined && value.object.isNil !== true) return value.object.text();
  if (value instanceof TypedList && value.type.name === "[]uint8")
    return decode(Uint8Array.from(value.items, (item) => Number(integerOf(item))));
  return formatValue(value, context);
}

/** sprig's `toStrings`: a list's items as texts, nil left out; anything else is a list of one. */
export function toTexts(value: GoValue, context: CallContext): string[] {
  const items = itemsOf(value);
  if (items === undefined) return value === null || value === undefined ? [] : [toText(value, context)];
  context.budget.spend(items.length);
  return items.filter((item) => item !== null && item !== undefined).map((item) => toText(item, context));
}

/** sprig's `empty`: nil and the zero of a type; a struct never. */
export function isSprigEmpty(value: GoValue): boolean {
  if (value === null || value === undefined) return true;
  if (value instanceof Nil) return true;
  if (typeOf(value)!.kind === "struct") return false;
  if (value instanceof Pointer) return false;
  if (value instanceof Host) return value.object.isNil === true;
  if (typeof value === "number") return value === 0;
  if (value instanceof Scalar) return value.value === 0 || !(value.value || Number.isNaN(value.value));
  const items = itemsOf(value);
  if (items !== undefined) return items.length === 0;
  if (typeof value !== "object") return !value;
  if ("re" in value && "im" in value && typeOf(value)!.kind === "complex128") return value.re === 0 && value.im === 0;
  return isEmptyMap(value);
}

function isEmptyMap(value: GoValue): boolean {
  const entries = entriesOf(value);
  return entries !== undefined && Object.keys(entries).length === 0;
}
