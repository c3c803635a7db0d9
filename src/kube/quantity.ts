import type { Value } from "../value/value.ts";

/** The form of a quantity, in which it is also printed: `12M`, `12Mi`, `12e6`. */
type Format = "DecimalSI" | "BinarySI" | "DecimalExponent";

/** An amount such as `500m` or `1.5Gi`: unscaled times 10 to the power of exponent (at most 0 for BinarySI). */
export interface Quantity {
  readonly unscaled: bigint;
  readonly exponent: number;
  readonly format: Format;
  /** The text as it was written, if Kubernetes keeps it. */
  readonly text?: string;
}

/**
 * The quantity of a manifest's value; undefined if Kubernetes would refuse it.
 *
 * Differs: a text of over 1000 characters or an exponent of over 9 digits is refused; there the exponent overflows.
 * Source: apimachinery pkg/api/resource/quantity.go UnmarshalJSON, ParseQuantity
 */
export function parseQuantity(value: Value): Quantity | undefined {
  if (typeof value === "number" || typeof value === "bigint") return parseText(String(value));
  return typeof value === "string" && value.length <= LONGEST ? knownText(value) : undefined;
}

/** The same few amounts are in all containers, and each is read several times. */
function knownText(text: string): Quantity | undefined {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const quantity = parseText(text.trim());
  if (quantity !== undefined && texts.size < MOST_TEXTS) texts.set(text, quantity);
  return quantity;
}

const texts = new Map<string, Quantity>();
/** The number of texts in memory is limited. */
const MOST_TEXTS = 1000;

/**
 * The text that Kubernetes prints: without a fraction and with the largest suffix that keeps all digits. Texts that
 * nearly have that form stay as they are (`1e3`, `+1`, but `1000` is `1k`).
 *
 * Source: apimachinery pkg/api/resource/quantity.go CanonicalizeBytes, String
 */
export function formatQuantity({ unscaled, exponent, format, text }: Quantity): string {
  if (text !== undefined) return text;
  if (unscaled === 0n) return "0";
  const integer = format === "BinarySI" ? exactQuotient(unscaled, -exponent) : undefined;
  if (integer !== undefined && (integer >= 1024n || integer <= -1024n)) return formatBinary(integer);
  return formatDecimal({ unscaled, exponent, format });
}

/**
 * An amount as the API server stores it, rounded up to thousandths; undefined for what is not a quantity.
 *
 * Source: kubernetes pkg/apis/core/v1/defaults.go SetDefaults_ResourceList
 */
export function canonicalQuantity(value: Value): string | undefined {
  const quantity = parseQuantity(value);
  if (quantity === undefined) return undefined;
  const { unscaled, exponent, format } = quantity;
  if (exponent >= MILLI) return formatQuantity(quantity);
  return formatQuantity({ unscaled: roundedUp(unscaled, MILLI - exponent), exponent: MILLI, format });
}

/** Negative if a is less than b, 0 if they are equal, otherwise positive. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const signs = signOf(a) - signOf(b);
  if (signs !== 0 || a.unscaled === 0n) return signs;
  const magnitudes = (digitsOf(a) + a.exponent - digitsOf(b) - b.exponent) * signOf(a);
  if (magnitudes !== 0) return magnitudes;
  const least = Math.min(a.exponent, b.exponent);
  const difference = a.unscaled * 10n ** BigInt(a.exponent - least) - b.unscaled * 10n ** BigInt(b.exponent - least);
  return difference === 0n ? 0 : Number(difference > 0n) * 2 - 1;
}

/** The sum; if it needs over 1000 digits because the amounts are so far apart, the larger one. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const [low, high] = a.exponent <= b.exponent ? [a, b] : [b, a];
  const places = high.exponent - low.exponent;
  if (places > LONGEST) return compareQuantities(a, b) < 0 ? b : a;
  return { unscaled: low.unscaled + high.unscaled * 10n ** BigInt(places), exponent: low.exponent, format: a.format };
}

/** The amount in whole units, rounded away from zero; of 10^40 and more, about. Source: quantity.go Value. */
export function wholeAmount({ unscaled, exponent }: Quantity): bigint {
  return exponent < 0 ? roundedUp(unscaled, -exponent) : unscaled * 10n ** BigInt(Math.min(exponent, 40));
}

const LONGEST = 1000;
const LARGEST = 2n ** 63n - 1n;
/** The smallest amount is 1n; what is smaller is rounded up to it. */
const NANO = -9;
const MILLI = -3;

const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);
const binarySuffixes: readonly string[] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

interface Unit {
  readonly format: Format;
  /** Of 10, or of 2 for BinarySI. */
  readonly power: number;
}

function unitOf(suffix: string): Unit | undefined {
  const decimal = decimalSuffixes.get(suffix);
  if (decimal !== undefined) return { format: "DecimalSI", power: decimal };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return { format: "BinarySI", power: binary * 10 };
  const exponent = /^[eE]([+-]?[0-9]{1,9})$/.exec(suffix)?.[1];
  return exponent === undefined ? undefined : { format: "DecimalExponent", power: Number(exponent) };
}

interface Parts {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
  readonly unit: Unit;
}

function parseText(text: string): Quantity | undefined {
  const found = /^([+-]?)([0-9]*)(\.[0-9]*)?([eEinumkKMGTP]*[+-]?[0-9]*)$/.exec(text);
  if (found === null || text === "") return undefined;
  const [, sign = "", integer = "", point = "", suffix = ""] = found;
  const unit = unitOf(suffix);
  if (unit === undefined) return undefined;
  if (text === "0") return { unscaled: 0n, exponent: 0, format: "DecimalSI", text };
  const parts: Parts = { negative: sign === "-", integer: integer.replace(/^0+/, "") || "0", fraction: point.slice(1), unit };
  if (isShort(parts)) return readShort(parts, text);
  return integer === "" && parts.fraction === "" ? undefined : readLong(parts);
}

/** Whether the amount certainly fits 64 bits; Kubernetes reads such amounts in another way, and keeps more texts. */
function isShort({ integer, fraction, unit }: Parts): boolean {
  if (unit.format === "BinarySI") return fraction === "" && integer.length + (unit.power * 3) / 10 <= 14;
  return integer.length + fraction.length <= 18 && unit.power - fraction.length >= NANO;
}

function readShort({ negative, integer, fraction, unit }: Parts, text: string): Quantity {
  const digits = integer + fraction;
  const binary = unit.format === "BinarySI";
  const exponent = binary ? 0 : unit.power - fraction.length;
  const amount = BigInt(digits) * (binary ? 2n ** BigInt(unit.power) : 1n);
  const keepsText = binary ? BigInt(digits) % 8n !== 0n : exponent % 3 === 0 && !digits.endsWith("000") && !digits.startsWith("0");
  return { unscaled: negative ? -amount : amount, exponent, format: unit.format, ...(keepsText && { text }) };
}

function readLong({ negative, integer, fraction, unit }: Parts): Quantity {
  const binary = unit.format === "BinarySI";
  let unscaled = BigInt(integer + fraction) * (binary ? 2n ** BigInt(unit.power) : 1n);
  let exponent = (binary ? 0 : unit.power) - fraction.length;
  if (exponent < NANO) {
    unscaled = roundedUp(unscaled, NANO - exponent);
    exponent = NANO;
  }
  const one = 10n ** BigInt(Math.max(-exponent, 0));
  if (binary && unscaled > LARGEST * one) [unscaled, exponent] = [LARGEST, 0];
  const format = binary && unscaled < one && unscaled > 0n ? "DecimalSI" : unit.format;
  return { unscaled: negative ? -unscaled : unscaled, exponent, format };
}

/** `amount` without its last `places` digits, rounded away from zero. */
function roundedUp(amount: bigint, places: number): bigint {
  if (amount < 0n) return -roundedUp(-amount, places);
  if (places > LONGEST) return amount === 0n ? 0n : 1n;
  const divisor = 10n ** BigInt(places);
  return (amount + divisor - 1n) / divisor;
}

function exactQuotient(amount: bigint, places: number): bigint | undefined {
  const divisor = 10n ** BigInt(places);
  return amount % divisor === 0n ? amount / divisor : undefined;
}

function formatBinary(integer: bigint): string {
  let [amount, thousands] = [integer, 0];
  while (amount % 1024n === 0n) [amount, thousands] = [amount / 1024n, thousands + 1];
  return `${amount}${binarySuffixes[thousands]}`;
}

/** An exponent that has no suffix is left out, as Kubernetes does: `1000E` is printed `1`. */
function formatDecimal({ unscaled, exponent, format }: Quantity): string {
  let [amount, power] = [unscaled, exponent];
  while (amount % 10n === 0n) [amount, power] = [amount / 10n, power + 1];
  while (power % 3 !== 0) [amount, power] = [amount * 10n, power - 1];
  if (format === "DecimalExponent") return power === 0 ? `${amount}` : `${amount}e${power}`;
  const suffix = [...decimalSuffixes].find(([, value]) => value === power);
  return `${amount}${suffix?.[0] ?? ""}`;
}

function signOf({ unscaled }: Quantity): number {
  return unscaled === 0n ? 0 : Number(unscaled > 0n) * 2 - 1;
}

function digitsOf({ unscaled }: Quantity): number {
  return unscaled.toString().length - Number(unscaled < 0n);
}
