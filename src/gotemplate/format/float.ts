import { type FloatFormat, formatFloat } from "../number/format-float.ts";
import { type Flags, pad } from "./flags.ts";

export function isFloatVerb(verb: string): boolean {
  return /^[vgGbxXeEfF]$/.test(verb);
}

/** A float by its verb, or undefined if the verb is not one for floats. */
export function formatFloatVerb(value: number, how: { verb: string; flags: Readonly<Flags>; bits: 32 | 64 }): string | undefined {
  if (!isFloatVerb(how.verb)) return undefined;
  const { flags } = how;
  const as = how.verb.replace("v", "g").replace("F", "f") as FloatFormat["verb"];
  const precision = flags.precision ?? (/[eEf]/.test(as) ? 6 : -1);
  const plain = formatFloat(value, { verb: as, precision, bits: how.bits });
  const sign = /^[+-]/.test(plain) ? plain[0]! : "+";
  let digits = plain.replace(/^[+-]/, "");
  const shownSign = sign === "-" || flags.plus ? sign : flags.space ? " " : "";
  if (!/^[0-9]/.test(digits)) return special(digits, { sign, shownSign, flags });
  if (flags.sharp && as !== "b") digits = keepPoint(digits, { verb: as, precision });
  if (shownSign !== "" && flags.zero && !flags.minus && flags.width !== undefined && flags.width > digits.length + 1)
    return shownSign + "0".repeat(flags.width - digits.length - 1) + digits;
  return pad(shownSign + digits, flags);
}

/** Zeros never pad infinities and NaN, and an infinity always shows its sign. */
function special(digits: string, how: { sign: string; shownSign: string; flags: Readonly<Flags> }): string {
  return pad((digits === "Inf" ? how.shownSign || how.sign : how.shownSign) + digits, { ...how.flags, zero: false });
}

/** The sharp flag: a decimal point always, and the zeros after it that `%g` leaves out. */
function keepPoint(digits: string, how: { verb: string; precision: number }): string {
  const at = digits.search(how.verb === "x" || how.verb === "X" ? /[pP]/ : /[eEpP]/);
  let body = at < 0 ? digits : digits.slice(0, at);
  const tail = at < 0 ? "" : digits.slice(at);
  let missing = /[gGx]/.test(how.verb) ? (how.precision < 0 ? 6 : how.precision) : 0;
  const isZero = /^[0.]*$/.test(body);
  // In hexadecimal Go counts the x as a digit.
  if (!isZero) missing -= body.replace(/^[0.]*/, "").replace(".", "").length;
  if (!body.includes(".")) {
    if (body === "0") missing--;
    body += ".";
  }
  return body + "0".repeat(Math.max(missing, 0)) + tail;
}
