/** Go's strconv: what a text says as a number, or why not. Source: go strconv ParseInt, ParseUint, ParseFloat. */
export type Parsed<T> = { readonly value: T; readonly problem?: "range" } | { readonly value?: T; readonly problem: "syntax" };

const maxUint64 = 0xffff_ffff_ffff_ffffn;
const maxInt64 = 0x7fff_ffff_ffff_ffffn;
const prefixes: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** An unsigned integer; base 0 goes by the prefix (`0x`, `0o`, `0b`, `0`) and allows `_` between digits. */
export function parseUint(text: string, base = 10): Parsed<bigint> {
  const literal = base === 0 ? fromPrefix(text) : { digits: text, base };
  if (literal === undefined || !hasOnlyDigits(literal.digits, literal.base)) return { problem: "syntax" };
  const value = toBigInt(literal.digits, literal.base);
  return value > maxUint64 ? { value: maxUint64, problem: "range" } : { value };
}

/** A signed integer; out of range gives the nearest one with the problem. */
export function parseInt64(text: string, base = 10): Parsed<bigint> {
  const negative = text.startsWith("-");
  const parsed = parseUint(negative || text.startsWith("+") ? text.slice(1) : text, base);
  if (parsed.problem === "syntax") return parsed;
  const limit = negative ? maxInt64 + 1n : maxInt64;
  const value = parsed.value > limit ? limit : parsed.value;
  const signed = negative ? -value : value;
  return parsed.value > limit ? { value: signed, problem: "range" } : { value: signed };
}

/** A float64: decimal, hexadecimal with binary exponent, infinities and NaN by name, `_` between digits. */
export function parseFloat64(text: string): Parsed<number> {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    if (special[2]!.toLowerCase() === "nan") return special[1] === "" ? { value: Number.NaN } : { problem: "syntax" };
    return { value: special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY };
  }
  const hex = /^([+-]?)0[xX]([0-9a-fA-F_]*)(?:\.([0-9a-fA-F_]*))?[pP]([+-]?[0-9_]+)$/.exec(text);
  if (hex !== null) return parseHexFloat(hex);
  const plain = text.includes("_") && underscoresFit(text) ? text.replaceAll("_", "") : text;
  if (!/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(plain)) return { problem: "syntax" };
  const value = Number(plain);
  return Number.isFinite(value) ? { value } : { value, problem: "range" };
}

function parseHexFloat(match: RegExpExecArray): Parsed<number> {
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = `${whole}${fraction}`.replaceAll("_", "");
  if (digits === "" || !underscoresFit(match[0])) return { problem: "syntax" };
  const scale = Math.max(-5000, Math.min(5000, Number(exponent.replaceAll("_", "")))) - 4 * fraction.replaceAll("_", "").length;
  const value = toFloat(BigInt(`0x${digits}`), scale) * (sign === "-" ? -1 : 1);
  return Number.isFinite(value) ? { value } : { value, problem: "range" };
}

/** `mantissa * 2^exponent`, rounded once, to even. */
function toFloat(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  const keep = Math.min(53, bits + exponent + 1074);
  const drop = bits - keep;
  if (keep < 0) return 0;
  let kept = mantissa;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = mantissa & ((1n << BigInt(drop)) - 1n);
    kept = mantissa >> BigInt(drop);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  const power = exponent + Math.max(drop, 0);
  return power < -1000 ? Number(kept) * 2 ** (power + 100) * 2 ** -100 : scaleUp(Number(kept), power);
}

function scaleUp(value: number, power: number): number {
  return power > 900 ? value * 2 ** 900 * 2 ** (power - 900) : value * 2 ** power;
}

function fromPrefix(text: string): { digits: string; base: number } | undefined {
  const letter = text[0] === "0" ? (text[1] ?? "").toLowerCase() : "";
  const known = prefixes[letter];
  const base = known ?? (text[0] === "0" && text.length > 1 ? 8 : 10);
  if (!text.includes("_")) return { digits: known === undefined ? text : text.slice(2), base };
  if (!underscoresFit(text)) return undefined;
  return { digits: (known === undefined ? text : text.slice(2)).replaceAll("_", ""), base };
}

/** Underscores only between digits, or between a base prefix and a digit. */
function underscoresFit(text: string): boolean {
  const isHex = /^[+-]?0[xX]/.test(text);
  const digit = isHex ? /[0-9a-fA-F]/ : /[0-9]/;
  let before = "";
  for (const char of text.replace(/^[+-]?(?:0[xXoObB])?/, (prefix) => (/[a-zA-Z]/.test(prefix) ? "0" : ""))) {
    if (char === "_" ? !digit.test(before) : before === "_" && !digit.test(char)) return false;
    before = char;
  }
  return before !== "_";
}

function hasOnlyDigits(digits: string, base: number): boolean {
  const pattern = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-fA-F]+$/ }[base];
  return pattern?.test(digits) ?? false;
}

function toBigInt(digits: string, base: number): bigint {
  const prefix = { 2: "0b", 8: "0o", 10: "", 16: "0x" }[base] ?? "";
  const significant = digits.replace(/^0+(?=.)/, "");
  return significant.length > 64 ? maxUint64 + 1n : BigInt(`${prefix}${significant}`);
}
