import { quoteRune } from "../text/quote.ts";
import { isPrint } from "../text/unicode.ts";
import { type Flags, pad } from "./flags.ts";

const bases: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** An integer by its verb, or undefined if the verb is not one for integers. */
export function formatInteger(value: bigint, verb: string, flags: Readonly<Flags>): string | undefined {
  const base = bases[verb];
  if (base !== undefined) return digitsOf(value, { base, verb, flags });
  const code = value < 0n || value > 0x10ffffn ? 0xfffd : Number(value);
  switch (verb) {
    case "c":
      return pad(code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code), flags);
    case "q":
      return pad(quoteRune(code, flags.plus), flags);
    case "U":
      return unicode(BigInt.asUintN(64, value), flags);
  }
  return undefined;
}

interface Digits {
  readonly base: number;
  readonly verb: string;
  readonly flags: Readonly<Flags>;
}

/** Sign, prefix, digits; precision and zero padding both add leading zeros, the width then pads with spaces. */
function digitsOf(value: bigint, { base, verb, flags }: Digits): string {
  const negative = value < 0n;
  const spaced = { ...flags, zero: false };
  if (flags.precision === 0 && value === 0n) return pad("", spaced);
  let digits = (negative ? -value : value).toString(base);
  if (verb === "X") digits = digits.toUpperCase();
  digits = digits.padStart(wantedDigits(negative, flags), "0");
  if (flags.sharp && base === 2) digits = `0b${digits}`;
  if (flags.sharp && base === 8 && !digits.startsWith("0")) digits = `0${digits}`;
  if (flags.sharp && base === 16) digits = `${verb === "X" ? "0X" : "0x"}${digits}`;
  if (verb === "O") digits = `0o${digits}`;
  const sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  return pad(sign + digits, spaced);
}

function wantedDigits(negative: boolean, flags: Readonly<Flags>): number {
  if (flags.precision !== undefined) return flags.precision;
  if (!flags.zero || flags.minus || flags.width === undefined) return 0;
  return flags.width - (negative || flags.plus || flags.space ? 1 : 0);
}

function unicode(value: bigint, flags: Readonly<Flags>): string {
  const hex = value
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), "0");
  const shown = flags.sharp && value <= 0x10ffffn && isPrint(Number(value)) ? ` '${String.fromCodePoint(Number(value))}'` : "";
  return pad(`U+${hex}${shown}`, { ...flags, zero: false });
}
