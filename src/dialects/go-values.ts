const LONGEST = 30;
const [MIN, MAX] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A whole number of 64 bits, in decimal digits with a sign or none. Source: Go strconv.ParseInt; undefined stands for its error. */
export function parseGoInt(text: string): bigint | undefined {
  if (text.length > LONGEST || !/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace("+", ""));
  return number < MIN || number > MAX ? undefined : number;
}

const TRUE: readonly string[] = ["1", "t", "T", "true", "TRUE", "True"];
const FALSE: readonly string[] = ["0", "f", "F", "false", "FALSE", "False"];

/** Source: Go strconv.ParseBool; undefined stands for its error. */
export function parseGoBool(text: string): boolean | undefined {
  return TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined;
}

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 10n ** 9n,
  m: 60n * 10n ** 9n,
  h: 3600n * 10n ** 9n,
};

/** `-1.5h30m` in nanoseconds. Source: Go time.ParseDuration; undefined stands for its error, and for a text of over 100 characters. */
export function parseGoDuration(text: string): bigint | undefined {
  const body = text.replace(/^[+-]/, "");
  if (body === "0") return 0n;
  if (body.length > 100 || !/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined;
  const parts = [...body.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)];
  const total = parts.reduce((sum, [, whole, fraction = "", unit]) => {
    const scale = units[unit as string] as bigint;
    return sum + BigInt(whole || "0") * scale + (BigInt(fraction || "0") * scale) / 10n ** BigInt(fraction.length);
  }, 0n);
  const signed = text.startsWith("-") ? -total : total;
  return signed < MIN || signed > MAX ? undefined : signed;
}

/** A number of Kubernetes' as podgraft holds it: an integer beyond a double stays one. */
export function integerValue(number: bigint): number | bigint {
  const plain = Number(number);
  return Number.isSafeInteger(plain) ? plain : number;
}
