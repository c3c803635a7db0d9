/**
 * Go's strconv.FormatFloat. Digits are exact: a float is a whole number of some power of two, so its decimal expansion
 * is computed with integers and rounded half to even, where JavaScript's toFixed rounds half up.
 */
export interface Decimal {
  readonly negative: boolean;
  /** Significant digits without leading or trailing zeros ("" for zero). */
  readonly digits: string;
  /** The value is 0.DIGITS * 10^point. */
  readonly point: number;
}

export interface FloatFormat {
  readonly verb: "e" | "E" | "f" | "g" | "G" | "x" | "X" | "b";
  /** Digits after the point (e, f, x) or significant digits (g); -1: as few as tell the value from its neighbours. */
  readonly precision: number;
  readonly bits: 32 | 64;
}

export function formatFloat(value: number, how: FloatFormat): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (how.verb === "x" || how.verb === "X") return formatHex(value, how);
  if (how.verb === "b") return formatBinary(value, how.bits);
  const negative = value < 0 || Object.is(value, -0);
  const sign = negative ? "-" : "";
  const magnitude = Math.abs(value);
  const text = { e: exponential, E: exponential, f: fixed, g: general, G: general }[how.verb](magnitude, how);
  return sign + (how.verb === "E" || how.verb === "G" ? text.toUpperCase() : text);
}

/** The shortest digits that read back as the same float of that size. */
export function shortest(value: number, bits: 32 | 64): Decimal {
  const magnitude = Math.abs(value);
  const negative = value < 0 || Object.is(value, -0);
  if (magnitude === 0) return { negative, digits: "", point: 0 };
  let text = magnitude.toExponential();
  if (bits === 32) {
    for (let digits = 0; digits < 10; digits++) {
      text = magnitude.toExponential(digits);
      if (Math.fround(Number(text)) === magnitude) break;
    }
  }
  const [mantissa = "", exponent = "0"] = text.split("e");
  return { negative, digits: trimZeros(mantissa.replace(".", "")), point: Number(exponent) + 1 };
}

/** `value = mantissa * 2^exponent`, the mantissa an integer. */
function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return biased === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

/** Digits of the value times 10^scale, rounded half to even. */
function scaledDigits(value: number, scale: number): string {
  const { mantissa, exponent } = binaryParts(value);
  let numerator = mantissa * 10n ** BigInt(Math.max(scale, 0));
  let divisor = 10n ** BigInt(Math.max(-scale, 0));
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else divisor <<= BigInt(-exponent);
  const quotient = numerator / divisor;
  const twice = (numerator % divisor) * 2n;
  return String(twice > divisor || (twice === divisor && (quotient & 1n) === 1n) ? quotient + 1n : quotient);
}

/** The value rounded to so many significant digits; they may end in zeros. */
function significant(value: number, count: number): { digits: string; point: number } {
  if (value === 0) return { digits: "0".repeat(count), point: 1 };
  const point = shortest(value, 64).point;
  const digits = scaledDigits(value, count - point);
  // 1e-7 is a little less than that: its digits begin one place later than the shortest ones.
  if (digits.length < count) return { digits: scaledDigits(value, count - point + 1), point: point - 1 };
  return digits.length > count ? { digits: digits.slice(0, count), point: point + 1 } : { digits, point };
}

function fixed(value: number, { precision, bits }: FloatFormat): string {
  if (precision < 0) {
    const { digits, point } = shortest(value, bits);
    return plain(digits, point);
  }
  // A float has at most 1074 digits after the point.
  const exact = Math.min(precision, 1074);
  const digits = scaledDigits(value, exact).padStart(exact + 1, "0");
  const fraction = digits.slice(digits.length - exact) + "0".repeat(precision - exact);
  return precision === 0 ? digits : `${exact === 0 ? digits : digits.slice(0, -exact)}.${fraction}`;
}

function exponential(value: number, { precision, bits }: FloatFormat): string {
  const exact = Math.min(precision, 800);
  const { digits, point } = precision < 0 ? shortest(value, bits) : significant(value, exact + 1);
  return withExponent(digits + "0".repeat(Math.max(precision - exact, 0)), value === 0 ? 0 : point - 1);
}

function general(value: number, { precision, bits }: FloatFormat): string {
  const count = precision === 0 ? 1 : Math.min(precision, 800);
  const { digits, point } = precision < 0 ? shortest(value, bits) : significant(value, count);
  const kept = trimZeros(digits);
  const exponent = value === 0 ? 0 : point - 1;
  const narrow = precision >= 0 && count > kept.length && kept.length >= point;
  const threshold = precision < 0 ? 6 : narrow ? kept.length : count;
  if (exponent >= -4 && exponent < threshold) return plain(kept, value === 0 ? 1 : point);
  return withExponent(kept, exponent);
}

function plain(digits: string, point: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const fraction = point < digits.length ? "0".repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0)) : "";
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function withExponent(digits: string, exponent: number): string {
  const first = digits[0] ?? "0";
  const rest = digits.slice(1);
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${first}${rest === "" ? "" : `.${rest}`}e${exponent < 0 ? "-" : "+"}${size}`;
}

function formatBinary(value: number, bits: 32 | 64): string {
  const { mantissa, exponent } = binaryParts(value);
  const shift = bits === 32 ? 29 : 0;
  const power = exponent + shift;
  return `${value < 0 || Object.is(value, -0) ? "-" : ""}${mantissa >> BigInt(shift)}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

function formatHex(value: number, { verb, precision }: FloatFormat): string {
  const parts = binaryParts(value);
  let exponent = parts.exponent + 52;
  let mantissa = parts.mantissa;
  if (mantissa === 0n) exponent = 0;
  while (mantissa !== 0n && mantissa < 1n << 52n) {
    mantissa <<= 1n;
    exponent--;
  }
  if (precision >= 0 && precision < 13) {
    const drop = BigInt(52 - 4 * precision);
    const half = 1n << (drop - 1n);
    const rest = mantissa & ((1n << drop) - 1n);
    mantissa >>= drop;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa += 1n;
    mantissa <<= drop;
    if (mantissa >= 1n << 53n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const all = (mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, "0");
  const fraction = precision < 0 ? trimZeros(all) : all.slice(0, precision).padEnd(precision, "0");
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = String(Math.abs(exponent)).padStart(2, "0");
  const text = `${sign}0x${mantissa >> 52n}${fraction === "" ? "" : `.${fraction}`}p${exponent < 0 ? "-" : "+"}${size}`;
  return verb === "X" ? text.toUpperCase() : text;
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}
