const nanosOf: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const largest = 2n ** 63n - 1n;

/**
 * The nanoseconds of a duration as Go writes it ("1h30m", "1.5s", "0"), or undefined where it is none.
 *
 * Source: Go time.ParseDuration.
 */
export function parseGoDuration(text: string): bigint | undefined {
  const sign = text.startsWith("-") ? -1n : 1n;
  const body = text.replace(/^[+-]/, "");
  if (body === "0") return 0n;
  if (body === "" || body.length > 100) return undefined;
  const parts = body.match(/[0-9.]+[a-zµμ]+/g);
  if (parts === null || parts.join("") !== body) return undefined;
  let total = 0n;
  for (const part of parts) {
    const nanos = partNanos(part);
    if (nanos === undefined) return undefined;
    total += nanos;
  }
  return total > largest ? undefined : sign * total;
}

/** A duration in protobuf's JSON form: seconds with 0, 3, 6 or 9 digits after the point. */
export function durationJson(nanos: bigint): string {
  const sign = nanos < 0n ? "-" : "";
  const size = nanos < 0n ? -nanos : nanos;
  const digits = (size % 1_000_000_000n).toString().padStart(9, "0");
  const fraction = digits.replace(/(000){1,3}$/, "");
  return `${sign}${size / 1_000_000_000n}${fraction === "" ? "" : `.${fraction}`}s`;
}

function partNanos(part: string): bigint | undefined {
  const [, whole = "", fraction = "", unit = ""] = /^([0-9]*)\.?([0-9]*)([a-zµμ]+)$/.exec(part) ?? [];
  const nanos = Object.hasOwn(nanosOf, unit) ? nanosOf[unit] : undefined;
  if (nanos === undefined || whole + fraction === "") return undefined;
  return BigInt(whole || "0") * nanos + (BigInt(fraction || "0") * nanos) / 10n ** BigInt(fraction.length);
}
