import { integerValue, type Value } from "../value/value.ts";

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const RADIX: readonly (readonly [RegExp, string])[] = [
  [/^([-+]?)0[oO]?([0-7]+)$/, "0o"],
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, "0x"],
  [/^([-+]?)0[bB]([01]+)$/, "0b"],
];
/** Words that Kubernetes' reader takes for something other than text. */
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
]);
const LONGEST_WORD = 5;

/**
 * What a plain scalar means to Kubernetes, whose readers follow YAML 1.1 without its base-60 numbers and dates:
 * `0644` is 420, `yes` is true, `1_000` is 1000. Integers beyond 2^53 become bigint.
 * Source: sigs.k8s.io/yaml goyaml.v2 resolve.go.
 */
export function plainValue(text: string): Value {
  const first = text.charCodeAt(0);
  const numeric = first <= 57 && first >= 43;
  if (!numeric) return wordValue(text);
  const digits = text.includes("_") ? text.replaceAll("_", "") : text;
  if (DECIMAL.test(digits)) return integer(digits);
  for (const [pattern, prefix] of RADIX) {
    const match = pattern.exec(digits);
    if (match) return radix(prefix, match) ?? text;
  }
  return FLOAT.test(digits) && !text.startsWith("._") && Number.isFinite(Number(digits)) ? Number(digits) : wordValue(text);
}

function wordValue(text: string): Value {
  const value = text.length > LONGEST_WORD ? undefined : WORDS.get(text);
  return value === undefined ? text : value;
}

function integer(digits: string): Value {
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : BigInt(digits.replace(/^\+/, ""));
}

/** Undefined for integers beyond 64 bits. */
function radix(prefix: string, match: RegExpExecArray): Value | undefined {
  const value = BigInt(prefix + match[2]);
  const signed = match[1] === "-" ? -value : value;
  if (signed > MAX_UNSIGNED || signed < MIN_SIGNED) return undefined;
  return integerValue(signed);
}

const MAX_UNSIGNED = 2n ** 64n - 1n;
const MIN_SIGNED = -(2n ** 63n);

/** Begins with a letter, `_`, `/` or a dash before a letter, and holds nothing that YAML gives a meaning to: `-_1` is a number. */
const PLAIN = /^(?:_|(?:--?)?[A-Za-z/])(?:[: ]?[A-Za-z0-9_./@%+=~$()^;-])*$/;
const AMBIGUOUS = /^(?:y|n|t|f|yes|no|on|off|true|false|null)$/i;

/** A quantity or duration: digits with a unit, which no YAML takes for a number. */
const WITH_UNIT = /^[0-9]{1,9}(?:m|k|M|G|T|Ki|Mi|Gi|Ti|ms|s|h)$/;

/** Whether a string may be unquoted for every YAML 1.1 and 1.2 reader, in block and in flow context. */
export function isPlainSafe(text: string): boolean {
  return text.length <= 200 && ((PLAIN.test(text) && !AMBIGUOUS.test(text)) || WITH_UNIT.test(text));
}

/** One line of YAML for a scalar that every YAML 1.1 and 1.2 reader takes for the same value. */
export function scalarText(value: null | boolean | number | bigint | string): string {
  if (typeof value === "string") return isPlainSafe(value) ? value : quoted(value);
  if (typeof value === "number") return numberText(value);
  return String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value < 0 ? "-.inf" : ".inf";
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  // 1e+21 is a float only with a dot, for YAML 1.1.
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
}

// Characters that JSON does not escape, but YAML 1.1 takes for a line break, or no YAML takes as printable.
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * A quoted scalar: in single quotes if the text has double ones and nothing that needs escaping, otherwise in double
 * quotes, in JSON's form, which is also YAML's after escaping the characters that only YAML forbids.
 */
export function quoted(text: string): string {
  if (text.includes('"') && (SINGLE_ASCII.test(text) || isSingle(text))) return `'${text}'`;
  return doubleQuoted(text);
}

/** The fast check for most texts. */
const SINGLE_ASCII = /^[!-&(-~](?:[ -&(-~]*[!-&(-~])?$/;
/** One line without apostrophes, control characters and spaces at its ends. Unicode classes take time to make. */
function isSingle(text: string): boolean {
  return /^(?! )[^'\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]+(?<! )$/u.test(text);
}

export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
