import { formatFloat, shortest } from "../number/format-float.ts";
import { FuncError } from "../value/value.ts";

/** value * 10^exponent; sprig's float arithmetic is decimal, so that 0.1 + 0.2 is 0.3. Source: shopspring/decimal */
export interface Decimal {
  readonly value: bigint;
  readonly exponent: number;
}

const divisionDigits = 16;

export function fromFloat(value: number): Decimal {
  if (!Number.isFinite(value))
    throw new FuncError(`Cannot create a Decimal from ${formatFloat(value, { verb: "g", precision: -1, bits: 64 })}`);
  const { negative, digits, point } = shortest(value, 64);
  const whole = BigInt(digits || "0");
  return { value: negative ? -whole : whole, exponent: digits === "" ? 0 : point - digits.length };
}

export function toFloat({ value, exponent }: Decimal): number {
  return Number(`${value}e${exponent}`);
}

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { value: scaled(a, exponent) + scaled(b, exponent), exponent };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { ...b, value: -b.value });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { value: a.value * b.value, exponent: a.exponent + b.exponent };
}

/** Rounded half away from zero to 16 digits after the point. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.value === 0n) throw new FuncError("decimal division by 0");
  const shift = a.exponent - b.exponent + divisionDigits;
  const numerator = shift >= 0 ? a.value * 10n ** BigInt(shift) : a.value;
  const divisor = shift >= 0 ? b.value : b.value * 10n ** BigInt(-shift);
  const quotient = numerator / divisor;
  const rest = numerator % divisor;
  const negative = a.value < 0n !== b.value < 0n;
  const roundsUp = absolute(rest) * 2n >= absolute(divisor);
  return { value: roundsUp ? quotient + (negative ? -1n : 1n) : quotient, exponent: -divisionDigits };
}

function scaled(decimal: Decimal, exponent: number): bigint {
  return decimal.value * 10n ** BigInt(decimal.exponent - exponent);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
