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

/** A number of Kubernetes' as podgraft holds it: an integer beyond a double stays one. */
export function integerValue(number: bigint): number | bigint {
  const plain = Number(number);
  return Number.isSafeInteger(plain) ? plain : number;
}
