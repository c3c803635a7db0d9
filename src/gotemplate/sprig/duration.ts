/** Go's time.Duration, in nanoseconds. */
const units = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
} as const;
type Unit = keyof typeof units;
const second = units.s;

/** `1h2m3.5s`, as Go prints it: hours at most, a fraction only of the least unit. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < second) {
    const unit: Unit = size < units.us ? "ns" : size < units.ms ? "µs" : "ms";
    return `${sign}${decimal(size, units[unit])}${unit}`;
  }
  const hours = size / units.h;
  const minutes = (size % units.h) / units.m;
  const seconds = `${decimal(size % units.m, second)}s`;
  const withMinutes = hours > 0n || minutes > 0n ? `${minutes}m${seconds}` : seconds;
  return `${sign}${hours > 0n ? `${hours}h` : ""}${withMinutes}`;
}

/**
 * `-1.5h30m` in nanoseconds, or undefined if it is not a duration.
 *
 * Differs: Go takes a text of any length; here such a long one is invalid.
 *
 * Source: go time ParseDuration
 */
export function parseDuration(text: string): bigint | undefined {
  const [, sign = "", body = ""] = /^([+-]?)(.*)$/s.exec(text)!;
  if (body === "0") return 0n;
  if (body.length > 100) return undefined;
  if (!/^(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined;
  let total = 0n;
  for (const [, whole = "", fraction = "", unit] of body.matchAll(/([0-9]*)(?:\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = units[unit as Unit];
    total += BigInt(whole || "0") * scale + (BigInt(fraction || "0") * scale) / 10n ** BigInt(fraction.length);
  }
  const limit = 2n ** 63n;
  if (total > limit || (total === limit && sign !== "-")) return undefined;
  return sign === "-" ? -total : total;
}

/** The largest unit that fits: `3y`, `5mo`, `2d`, `4h`, `7m`, `9s`. Source: sprig durationRound */
export function roundDuration(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const day = 24n * units.h;
  const steps: readonly (readonly [bigint, string])[] = [
    [365n * day, "y"],
    [30n * day, "mo"],
    [day, "d"],
    [units.h, "h"],
    [units.m, "m"],
    [second, "s"],
  ];
  const step = steps.find(([unit]) => size > unit);
  return step === undefined ? "0s" : `${size / step[0]}${step[1]}`;
}

function decimal(value: bigint, unit: bigint): string {
  const digits = String(unit).length - 1;
  const fraction = digits === 0 ? "" : (value % unit).toString().padStart(digits, "0").replace(/0+$/, "");
  return `${value / unit}${fraction === "" ? "" : `.${fraction}`}`;
}
